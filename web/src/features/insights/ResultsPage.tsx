import { SegmentedControl, Select } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { addDays, formatDay, today } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { Figures } from "./Figures";
import classes from "./Insights.module.css";
import { formatTimes } from "./numbers";
import { type Grouping, type ResultOverview, useResults } from "./queries";
import { ResultRows } from "./ResultRows";
import { useText } from "./text";

const PERIODS = ["90", "180", "365"] as const;
const GROUPINGS: readonly Grouping[] = ["rep", "region", "customer"];
const SHOWN_TRIPS = 12;

export default function ResultsPage() {
  const t = useText();
  const [by, setBy] = useState<Grouping>("rep");
  const [days, setDays] = useState<string>("180");
  const last = today();
  const results = useResults(by, addDays(last, -Number(days)), last);
  return (
    <Page
      title={t("results.title")}
      subtitle={t("results.subtitle")}
      actions={
        <Select
          aria-label={t("results.period")}
          data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
          value={days}
          onChange={(value) => setDays(value ?? "180")}
          allowDeselect={false}
          w={148}
        />
      }
    >
      {results.isError && <ProblemNotice error={results.error} retry={() => void results.refetch()} />}
      {results.data === undefined && !results.isError && <RecordSkeleton />}
      {results.data !== undefined && <Overview overview={results.data} by={by} onBy={setBy} />}
    </Page>
  );
}

interface OverviewProps {
  overview: ResultOverview;
  by: Grouping;
  onBy: (by: Grouping) => void;
}

function Overview({ overview, by, onBy }: OverviewProps) {
  const t = useText();
  const { currency } = overview;
  if (overview.trip_count === 0) return <EmptyState icon={IconChartBar} title={t("results.none")} hint={t("results.none.hint")} action={t("results.none.action")} to="/plan" />;
  const pct = overview.return_pct ?? null;
  const message = t("results.message", {
    count: overview.trip_count,
    cost: formatMoney({ minor: overview.cost_minor, currency }, "short"),
    brought: formatMoney({ minor: overview.order_share_minor, currency }, "short"),
  });
  return (
    <>
      <p className={classes.headline}>{message}</p>
      <Figures
        figures={[
          { name: t("figure.cost"), value: <Money minor={overview.cost_minor} currency={currency} style="short" />, note: t("results.trips", { count: overview.trip_count }) },
          { name: t("figure.visit_cost"), value: <Money minor={Math.round(overview.cost_minor / Math.max(1, overview.visit_count) / 100) * 100} currency={currency} />, note: t("spend.visits", { count: overview.visit_count }) },
          { name: t("figure.brought"), value: <Money minor={overview.order_share_minor} currency={currency} style="short" />, note: t("spend.orders", { count: overview.order_count }) },
          { name: t("figure.return"), value: pct === null ? "—" : formatTimes(pct), note: t("results.window", { days: overview.window_days }) },
        ]}
      />
      <Section
        title={t(`results.by.${by}`)}
        aside={<SegmentedControl aria-label={t("results.grouping")} value={by} onChange={(value) => onBy(GROUPINGS.find((one) => one === value) ?? "rep")} data={GROUPINGS.map((value) => ({ value, label: t(`by.${value}`) }))} />}
      >
        <ResultRows overview={overview} />
        {overview.is_cut && <p className={classes.note}>{t("results.cut")}</p>}
      </Section>
      <Section title={t("results.behind")}>
        <Trips overview={overview} />
      </Section>
      <Section title={t("rule.title")}>
        <p className={classes.rule}>{t("rule.text", { days: overview.window_days })}</p>
      </Section>
    </>
  );
}

function Trips({ overview }: { overview: ResultOverview }) {
  const t = useText();
  const locale = useLocale();
  return overview.trips.slice(0, SHOWN_TRIPS).map((trip) => (
    <RecordCard
      key={trip.trip_id}
      to={`/trips/${trip.trip_id}/result`}
      title={trip.title}
      facts={`${trip.traveller_name} · ${formatDay(trip.first_day, locale)} · ${t("spend.visits", { count: trip.visit_count })}`}
      aside={
        <span className={classes.pair}>
          <Money minor={trip.cost_minor} currency={overview.currency} style="short" />
          <span className={classes.arrow}>→</span>
          <Money minor={trip.order_share_minor} currency={overview.currency} style="short" />
        </span>
      }
    />
  ));
}
