import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBuilding, IconDots, IconMap2, IconMapPinQuestion, IconPlus, IconTableImport } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { DataTable, type Column } from "../../ui/DataTable";
import { DateText } from "../../ui/DateText";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { ListSkeleton, TableSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { useIsPhone } from "../../ui/useIsPhone";
import { ClassMark } from "./ClassMark";
import { CustomerFilters } from "./CustomerFilters";
import { useCityName, useIndustryName } from "./places";
import { type Filters, isFiltered, NO_FILTERS, useAccounts, useReached, useTags } from "./queries";
import { useText } from "./text";
import { type Account, STAGE_TONE } from "./words";

export default function CustomersPage() {
  const t = useText();
  const phone = useIsPhone();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [q] = useDebouncedValue(filters.q, 200);
  const list = useAccounts({ ...filters, q });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("list.title")} width="full" actions={<ListActions />} primary={<NewButton />}>
      <CustomerFilters filters={filters} onChange={setFilters} />
      {list.isPending && (phone ? <ListSkeleton /> : <TableSkeleton />)}
      {list.isError && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <NothingHere filtered={isFiltered(filters)} clear={() => setFilters(NO_FILTERS)} />
      )}
      {rows.length > 0 && (phone ? <Cards rows={rows} /> : <Table rows={rows} filters={filters} onChange={setFilters} />)}
      {list.hasNextPage && (
        <Button variant="light" fullWidth={phone} mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("list.more")}
        </Button>
      )}
    </Page>
  );
}

function NewButton() {
  const t = useText();
  return (
    <Button component={Link} to="/customers/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t("list.new")}
    </Button>
  );
}

function ListActions() {
  const t = useText();
  return (
    <>
      <Button component={Link} to="/customers/map" variant="default" leftSection={<IconMap2 size={18} aria-hidden />} visibleFrom="sm">
        {t("list.map")}
      </Button>
      <ActionIcon component={Link} to="/customers/map" aria-label={t("list.map")} hiddenFrom="sm">
        <IconMap2 size={22} stroke={1.75} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("list.other")}>
            <IconDots size={22} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/imports" leftSection={<IconTableImport size={18} aria-hidden />}>
            {t("list.import")}
          </Menu.Item>
          <Menu.Item component={Link} to="/customers/positions" leftSection={<IconMapPinQuestion size={18} aria-hidden />}>
            {t("positions.title")}
          </Menu.Item>
          <Menu.Item component={Link} to="/leads" leftSection={<IconBuilding size={18} aria-hidden />}>
            {t("nav.leads")}
          </Menu.Item>
          <Menu.Item component={Link} to="/opportunities">{t("nav.opportunities")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function NothingHere({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useText();
  if (filtered)
    return <EmptyState icon={IconBuilding} title={t("list.noMatch")} hint={t("list.noMatch.hint")} action={t("list.clear")} onAction={clear} />;
  return <EmptyState icon={IconBuilding} title={t("list.none")} hint={t("list.none.hint")} action={t("list.new")} to="/customers/new" />;
}

function Table({ rows, filters, onChange }: { rows: readonly Account[]; filters: Filters; onChange: (filters: Filters) => void }) {
  const t = useText();
  const cityName = useCityName();
  const industryName = useIndustryName();
  const navigate = useNavigate();
  const reached = useReached(rows.map((row) => row.id));
  const tags = useTags();
  const tagName = new Map(tags.data?.map((tag) => [tag.id, tag.name]));
  const columns: Column<Account>[] = [
    { key: "name", head: t("field.name"), sort: "name", cell: (row) => <strong>{row.name}</strong> },
    { key: "class", head: t("field.class"), sort: "class", width: 72, cell: (row) => <ClassMark value={row.customer_class} /> },
    {
      key: "stage",
      head: t("field.stage"),
      width: 120,
      cell: (row) => <StatusBadge tone={STAGE_TONE[row.lifecycle_stage]} word={t(`stage.${row.lifecycle_stage}`)} />,
    },
    { key: "city", head: t("field.city"), sort: "city", cell: (row) => [cityName(row.city_code), row.district].filter(Boolean).join(" · ") },
    { key: "industry", head: t("field.industry"), cell: (row) => industryName(row.industry) },
    { key: "tags", head: t("field.tags"), cell: (row) => row.tag_ids.map((id) => tagName.get(id)).filter(Boolean).join("、") },
    { key: "owner", head: t("field.owner"), cell: (row) => row.owner_name },
    {
      key: "last",
      head: t("field.lastContact"),
      number: true,
      cell: (row) => {
        const at = reached.data?.get(row.id)?.last_contact_at;
        return at ? <DateText at={at} say="day" /> : <span>{t("never")}</span>;
      },
    },
  ];
  return (
    <DataTable
      label={t("list.title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      onOpen={(row) => void navigate({ to: `/customers/${row.id}` as never })}
      sort={{ by: filters.sort, down: false }}
      onSort={(by) => onChange({ ...filters, sort: by as Filters["sort"] })}
    />
  );
}

function Cards({ rows }: { rows: readonly Account[] }) {
  const t = useText();
  const cityName = useCityName();
  const industryName = useIndustryName();
  return (
    <div>
      {rows.map((row) => (
        <RecordCard
          key={row.id}
          to={`/customers/${row.id}`}
          lead={<ClassMark value={row.customer_class} />}
          title={row.name}
          facts={[cityName(row.city_code), row.district, industryName(row.industry)].filter(Boolean).join(" · ")}
          aside={row.lifecycle_stage === "active" ? undefined : <StatusBadge tone={STAGE_TONE[row.lifecycle_stage]} word={t(`stage.${row.lifecycle_stage}`)} />}
        />
      ))}
    </div>
  );
}
