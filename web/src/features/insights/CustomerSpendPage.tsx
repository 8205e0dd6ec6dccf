import { useParams } from "@tanstack/react-router";
import { formatMoney } from "../../lib/money";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { Figures } from "./Figures";
import classes from "./Insights.module.css";
import { formatHours, formatPart } from "./numbers";
import { type CustomerSpend, useCustomerSpend } from "./queries";
import { SpendBars } from "./SpendBars";
import { useText } from "./text";

export default function CustomerSpendPage() {
  const { accountId = "" } = useParams({ strict: false }) as { accountId?: string };
  const t = useText();
  const spend = useCustomerSpend(accountId);
  const back = `/customers/${accountId}`;
  if (spend.data === undefined)
    return (
      <Page title={t("spend.title")} back={back}>
        {spend.isError ? <ProblemNotice error={spend.error} retry={() => void spend.refetch()} /> : <RecordSkeleton />}
      </Page>
    );
  return <Spend spend={spend.data} back={back} />;
}

function Spend({ spend, back }: { spend: CustomerSpend; back: string }) {
  const t = useText();
  const { currency } = spend;
  const money = (minor: number) => formatMoney({ minor, currency }, "short");
  const part = spend.cost_pct === null ? null : formatPart(spend.cost_minor, spend.revenue_minor);
  const message = part === null ? t("spend.message.none", { cost: money(spend.cost_minor) }) : t("spend.message", { cost: money(spend.cost_minor), revenue: money(spend.revenue_minor), part });
  return (
    <Page title={t("spend.title")} subtitle={spend.account_name} back={back} width="narrow">
      <Figures
        figures={[
          { name: t("spend.cost"), value: <Money minor={spend.cost_minor} currency={currency} />, note: t("spend.cost.note") },
          { name: t("spend.hours"), value: t("hours", { hours: formatHours(spend.visit_minutes) }), note: t("spend.visits", { count: spend.visit_count }) },
          { name: t("spend.revenue"), value: <Money minor={spend.revenue_minor} currency={currency} style="short" />, note: t("spend.orders", { count: spend.order_count }) },
          { name: t("spend.share"), value: part ?? "—" },
        ]}
      />
      <Section title={message}>
        <SpendBars spend={spend} />
      </Section>
      <Section title={t("rule.title")}>
        <p className={classes.rule}>{t("spend.rule")}</p>
      </Section>
    </Page>
  );
}
