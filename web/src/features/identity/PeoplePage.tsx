import { Button, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import { hasRole, useMe } from "../../api/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { FilterBar } from "../../ui/FilterBar";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { TableSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { useIsPhone } from "../../ui/useIsPhone";
import { PersonSheet } from "./PersonSheet";
import { type Person, type Role, teamsQuery } from "./queries";
import { ROLES } from "./roles";
import { type IdentityText, useText } from "./text";

interface Wanted {
  readonly q: string;
  readonly team: string | null;
  readonly role: Role | null;
  readonly former: boolean;
}

function usePeople(wanted: Wanted) {
  const [q] = useDebouncedValue(wanted.q.trim(), 200);
  return useInfiniteQuery({
    queryKey: ["person", q, wanted.team, wanted.role, wanted.former],
    ...live("role_grant", "team", "grade"),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/identity/people", {
          params: {
            query: {
              q,
              limit: 50,
              is_active: !wanted.former,
              ...(wanted.team === null ? {} : { team_id: wanted.team }),
              ...(wanted.role === null ? {} : { role: wanted.role }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor,
  });
}

const NOTHING: Wanted = { q: "", team: null, role: null, former: false };

/** Everybody in the company: find, invite, change. */
export default function PeoplePage() {
  const t = useText();
  const me = useMe();
  const [wanted, setWanted] = useState(NOTHING);
  const [opened, setOpened] = useState<Person | "new" | null>(null);
  const people = usePeople(wanted);
  const teams = useQuery(teamsQuery);
  const rows = people.data?.pages.flatMap((page) => page.items) ?? [];
  const mayInvite = hasRole(me, "admin", "manager");
  const change = (part: Partial<Wanted>) => setWanted((now) => ({ ...now, ...part }));
  const isFiltered = wanted.team !== null || wanted.role !== null || wanted.former || wanted.q !== "";
  return (
    <Page
      title={t("people.title")}
      back="/settings"
      primary={
        mayInvite ? (
          <Button leftSection={<IconUserPlus size={18} />} onClick={() => setOpened("new")}>
            {t("people.invite")}
          </Button>
        ) : undefined
      }
    >
      <FilterBar
        search={{ value: wanted.q, onChange: (q) => change({ q }), hint: t("people.search") }}
        chips={[
          ...ROLES.map((role) => ({
            key: role,
            word: t(`role.${role}`),
            on: wanted.role === role,
            toggle: () => change({ role: wanted.role === role ? null : role }),
          })),
          { key: "former", word: t("people.former"), on: wanted.former, toggle: () => change({ former: !wanted.former }) },
        ]}
        onClear={isFiltered ? () => setWanted(NOTHING) : undefined}
      >
        <Select
          aria-label={t("field.team")}
          placeholder={t("field.team")}
          clearable
          searchable
          w={180}
          data={(teams.data ?? []).map((team) => ({ value: team.id, label: team.name }))}
          value={wanted.team}
          onChange={(team) => change({ team })}
        />
      </FilterBar>
      {people.isPending && <TableSkeleton />}
      {people.isError && <ProblemNotice error={people.error} retry={() => void people.refetch()} />}
      {people.isSuccess && rows.length === 0 && (
        <EmptyState icon={IconUsers} title={isFiltered ? t("people.none.filtered") : t("people.none")} />
      )}
      {rows.length > 0 && <PeopleList rows={rows} onOpen={setOpened} />}
      {people.hasNextPage && (
        <Button variant="default" mt="md" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      <PersonSheet opened={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}

function columns(t: IdentityText): Column<Person>[] {
  return [
    { key: "name", head: t("field.name"), cell: (row) => <b style={{ fontWeight: 600 }}>{row.name}</b> },
    { key: "team", head: t("field.team"), cell: (row) => row.team_name || t("none") },
    { key: "roles", head: t("field.roles"), cell: (row) => row.roles.map((role) => t(`role.${role}`)).join(" · ") },
    { key: "grade", head: t("field.grade"), cell: (row) => row.grade_code || t("none") },
    { key: "email", head: t("field.email"), cell: (row) => row.email },
    {
      key: "state",
      head: t("field.state"),
      cell: (row) =>
        row.is_active ? <StatusBadge tone="go" word={t("people.active")} /> : <StatusBadge tone="plain" word={t("people.inactive")} />,
    },
  ];
}

function PeopleList({ rows, onOpen }: { rows: readonly Person[]; onOpen: (person: Person) => void }) {
  const t = useText();
  const phone = useIsPhone();
  if (!phone) return <DataTable label={t("people.title")} columns={columns(t)} rows={rows} rowKey={(row) => row.id} onOpen={onOpen} />;
  return (
    <div>
      {rows.map((row) => (
        <RecordCard
          key={row.id}
          title={row.name}
          facts={[row.roles.map((role) => t(`role.${role}`)).join(" · "), row.team_name].filter(Boolean).join(" · ")}
          aside={row.is_active ? undefined : <StatusBadge tone="plain" word={t("people.inactive")} />}
          onOpen={() => onOpen(row)}
        />
      ))}
    </div>
  );
}
