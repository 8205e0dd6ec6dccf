import { Anchor } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { FewNotice } from "./FewNotice";
import { Figures } from "./Figures";
import classes from "./Insights.module.css";
import { formatHours, formatTimes } from "./numbers";
import { type TripResult, useTripResult } from "./queries";
import { useText } from "./text";
import { VisitsTable } from "./VisitsTable";

export default function TripResultPage() {
  const { tripId = "" } = useParams({ strict: false }) as { tripId?: string };
  const t = useText();
  const result = useTripResult(tripId);
  const back = `/trips/${tripId}`;
  if (result.data === undefined)
    return (
      <Page title={t("trip.title")} back={back}>
        {result.isError ? <ProblemNotice error={result.error} retry={() => void result.refetch()} /> : <RecordSkeleton />}
      </Page>
    );
  return <Result result={result.data} back={back} />;
}

function Result({ result, back }: { result: TripResult; back: string }) {
  const t = useText();
  const locale = useLocale();
  const period = `${formatDay(result.first_day, locale)} – ${formatDay(result.last_day, locale)}`;
  return (
    <Page title={t("trip.title")} subtitle={`${result.title} · ${result.traveller_name} · ${period}`} back={back}>
      <p className={classes.headline}>{headline(t, result)}</p>
      <Figures figures={figuresOf(t, result)} />
      {result.is_few && <FewNotice orders={result.orders.length} />}
      <Section title={t("visits.title", { done: result.visits_done, planned: result.visits_planned })}>
        {result.visits.length === 0 ? (
          <EmptyState icon={IconRoute} title={t("visits.none")} hint={t("visits.none.hint")} />
        ) : (
          <VisitsTable result={result} />
        )}
      </Section>
      <Orders result={result} />
      <Moves result={result} />
      <Section title={t("rule.title")}>
        <p className={classes.rule}>{t("rule.text", { days: result.window_days })}</p>
      </Section>
    </Page>
  );
}

type T = ReturnType<typeof useText>;

function headline(t: T, result: TripResult): string {
  const cost = formatMoney({ minor: result.cost_minor, currency: result.currency });
  const brought = formatMoney({ minor: result.order_share_minor, currency: result.currency }, "short");
  if (result.visits_done === 0) return t("headline.ahead", { cost });
  if (result.order_share_minor === 0) return t(result.is_window_open ? "headline.waiting" : "headline.nothing", { cost, visits: result.visits_done });
  return t("headline.brought", { cost, visits: result.visits_done, brought });
}

function figuresOf(t: T, result: TripResult) {
  const { currency } = result;
  const forecast =
    result.forecast_low_minor === null || result.forecast_high_minor === null
      ? undefined
      : t("figure.forecast", {
          low: formatMoney({ minor: result.forecast_low_minor ?? 0, currency }, "short"),
          high: formatMoney({ minor: result.forecast_high_minor ?? 0, currency }, "short"),
        });
  const pct = result.return_pct ?? null;
  return [
    {
      name: t("figure.cost"),
      value: <Money minor={result.cost_minor} currency={currency} />,
      note: result.cost_basis === "estimate" ? t("figure.cost.estimate") : t("figure.cost.expenses", { estimate: formatMoney({ minor: result.estimate_minor, currency }) }),
    },
    { name: t("figure.hours"), value: t("hours", { hours: formatHours(result.work_minutes) }), note: t("figure.hours.visits", { hours: formatHours(result.visit_minutes) }) },
    { name: t("figure.brought"), value: <Money minor={result.order_share_minor} currency={currency} style="short" />, ...(forecast === undefined ? {} : { note: forecast }) },
    {
      name: t("figure.return"),
      value: pct === null ? "—" : formatTimes(pct),
      note: t(result.is_window_open ? "figure.window.open" : "figure.window.closed", { day: result.window_last_day }),
    },
  ];
}

function Orders({ result }: { result: TripResult }) {
  const t = useText();
  const locale = useLocale();
  if (result.orders.length === 0) return null;
  return (
    <Section title={t("orders.title", { count: result.orders.length })}>
      <ul className={classes.list}>
        {result.orders.map((order) => (
          <li key={order.order_id} className={classes.item}>
            <div className={classes.main}>
              <Anchor component={Link} to={`/customers/${order.account_id}`} fw={600}>
                {order.account_name}
              </Anchor>
              <div className={classes.note}>
                {order.number} · {formatDay(order.ordered_on, locale)} · {t("order.whole")} <Money minor={order.amount_minor} currency={order.currency} />
                {order.visit_count > 1 && ` · ${t("order.shared", { count: order.visit_count })}`}
              </div>
            </div>
            <strong className={classes.amount}>
              <Money minor={order.share_minor} currency={order.currency} />
            </strong>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Moves({ result }: { result: TripResult }) {
  const t = useText();
  if (result.moves.length === 0) return null;
  return (
    <Section title={t("moves.title", { count: result.moves.length })}>
      <ul className={classes.list}>
        {result.moves.map((move, index) => (
          <li key={index} className={classes.item}>
            <div className={classes.main}>
              <span className={classes.strong}>{move.opportunity_name}</span>
              <div className={classes.note}>
                {move.account_name} · <Money minor={move.amount_minor} currency={move.currency} style="short" />
              </div>
            </div>
            <StatusBadge tone={move.is_won ? "go" : move.is_lost ? "stop" : "road"} word={move.to_stage} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
