import { IconCash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { ListSkeleton } from "../../ui/Skeletons";
import { paymentsQuery } from "./queries";
import { useText } from "./text";

/** What was paid to whom, newest first. */
export function PaymentList() {
  const t = useText();
  const query = useQuery(paymentsQuery());
  if (query.isError) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <ListSkeleton />;
  if (query.data.length === 0) return <EmptyState icon={IconCash} title={t("payments.empty")} hint={t("payments.empty.hint")} />;
  return query.data.map((one) => (
    <RecordCard
      key={one.id}
      to={`/expenses/reports/${one.report_id}`}
      title={`${one.person_name} · ${one.report_title}`}
      facts={[one.paid_on, one.reference, one.paid_by_name].filter(Boolean).join(" · ")}
      aside={<Money minor={one.amount_minor} currency={one.currency} style="exact" />}
    />
  ));
}
