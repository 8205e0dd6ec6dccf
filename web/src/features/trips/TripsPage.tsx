import { Button } from "@mantine/core";
import { IconBriefcase2, IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../../api/session";
import { EmptyState } from "../../ui/EmptyState";
import { FilterBar } from "../../ui/FilterBar";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { ListSkeleton } from "../../ui/Skeletons";
import { type TripLine, type TripState, useTrips } from "./queries";
import { StateBadge } from "./StateBadge";
import { Days } from "./Days";
import { useText } from "./text";
import classes from "./Trips.module.css";

const GROUPS = {
  open: ["draft", "rejected", "recalled", "changing"],
  waiting: ["submitted", "change_submitted"],
  going: ["approved", "in_progress"],
  done: ["completed", "closed", "cancelled"],
} as const satisfies Record<string, readonly TripState[]>;
type Group = keyof typeof GROUPS;

export default function TripsPage() {
  const t = useText();
  const [group, setGroup] = useState<Group | null>(null);
  const trips = useTrips(group === null ? [] : GROUPS[group]);
  const lines = trips.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t("trips")}
      primary={
        <Button component={Link} to="/trips/new" leftSection={<IconPlus size={18} aria-hidden />}>
          {t("new")}
        </Button>
      }
    >
      <FilterBar
        chips={(Object.keys(GROUPS) as Group[]).map((key) => ({
          key,
          word: t(`group.${key}`),
          on: group === key,
          toggle: () => setGroup((now) => (now === key ? null : key)),
        }))}
      />
      {trips.isPending && <ListSkeleton />}
      {trips.isError && <ProblemNotice error={trips.error} retry={() => void trips.refetch()} />}
      {trips.isSuccess && lines.length === 0 && (
        <EmptyState icon={IconBriefcase2} title={t("none")} hint={t("none.hint")} action={t("none.action")} to="/plan" />
      )}
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
      {trips.hasNextPage && (
        <Button variant="subtle" fullWidth mt={12} onClick={() => void trips.fetchNextPage()} loading={trips.isFetchingNextPage}>
          {t("more")}
        </Button>
      )}
    </Page>
  );
}

function Line({ line }: { line: TripLine }) {
  const t = useText();
  const me = useMe();
  const facts = [
    line.traveller_id === me.id ? null : line.traveller_name,
    line.city_names.join("、") || null,
    line.stop_count > 0 ? t("stops", { count: line.stop_count }) : null,
  ].filter((fact) => fact !== null);
  return (
    <RecordCard
      to={`/trips/${line.id}`}
      title={line.title}
      facts={
        <>
          <Days first={line.first_day} last={line.last_day} />
          {facts.map((fact) => ` · ${fact}`)}
        </>
      }
      aside={
        <span className={classes.aside}>
          <Money minor={line.cost_minor} currency={line.currency} />
          <StateBadge state={line.state} />
        </span>
      }
    />
  );
}
