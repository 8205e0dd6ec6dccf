import { useNavigate } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { DataTable } from "../../ui/DataTable";
import { formatMoney } from "../../lib/money";
import { Money } from "../../ui/Money";
import { RecordCard } from "../../ui/RecordCard";
import { useIsPhone } from "../../ui/useIsPhone";
import type { TripResult } from "./queries";
import { useText } from "./text";

const STATUSES = ["planned", "en_route", "checked_in", "checked_out", "reported", "missed", "cancelled"] as const;
const OUTCOMES = ["met", "partly", "not_met", "nobody"] as const;

/** Each visit with what it cost and what it was given of the orders; a row opens the visit. */
export function VisitsTable({ result }: { result: TripResult }) {
  const t = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const phone = useIsPhone();
  const outcome = (word: string, status: string) => {
    const known = OUTCOMES.find((one) => one === word);
    if (known !== undefined) return t(`outcome.${known}`);
    const state = STATUSES.find((one) => one === status);
    return state === undefined ? "" : t(`status.${state}`);
  };
  if (phone)
    return result.visits.map((visit) => (
      <RecordCard
        key={visit.visit_id}
        to={`/visits/${visit.visit_id}`}
        title={visit.account_name}
        facts={[formatDay(visit.day, locale), outcome(visit.outcome, visit.status), ...(visit.cost_minor > 0 ? [formatMoney({ minor: visit.cost_minor, currency: result.currency })] : [])].join(" · ")}
        aside={visit.order_share_minor > 0 ? <Money minor={visit.order_share_minor} currency={result.currency} /> : undefined}
      />
    ));
  return (
    <DataTable
      label={t("visits.label")}
      rows={result.visits}
      rowKey={(visit) => visit.visit_id}
      onOpen={(visit) => void navigate({ to: `/visits/${visit.visit_id}` as never })}
      columns={[
        { key: "customer", head: t("col.customer"), cell: (visit) => visit.account_name },
        { key: "day", head: t("col.day"), cell: (visit) => formatDay(visit.day, locale) },
        { key: "outcome", head: t("col.outcome"), cell: (visit) => outcome(visit.outcome, visit.status) },
        { key: "minutes", head: t("col.minutes"), number: true, cell: (visit) => (visit.minutes > 0 ? visit.minutes : "—") },
        { key: "cost", head: t("col.cost"), number: true, cell: (visit) => (visit.cost_minor > 0 ? <Money minor={visit.cost_minor} currency={result.currency} /> : "—") },
        {
          key: "brought",
          head: t("col.brought"),
          number: true,
          cell: (visit) => (visit.order_share_minor > 0 ? <Money minor={visit.order_share_minor} currency={result.currency} /> : "—"),
        },
      ]}
    />
  );
}
