import { Money } from "../../ui/Money";
import type { ReportLine } from "./queries";
import { useText } from "./text";
import classes from "./ReportPage.module.css";

/** Claimed → approved → booked → paid, in one line. */
export function MoneySteps({ summary }: { summary: ReportLine }) {
  const t = useText();
  const steps = [
    { name: t("claimed"), minor: summary.claimed_minor, main: true },
    { name: t("approved"), minor: summary.approved_minor },
    { name: t("posted"), minor: summary.posted_minor },
    { name: t("paid"), minor: summary.paid_minor },
  ];
  return (
    <dl className={classes.steps}>
      {steps.map((step) => (
        <div key={step.name} data-main={step.main || undefined}>
          <dt>{step.name}</dt>
          <dd>
            <Money minor={step.minor} currency={summary.currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
