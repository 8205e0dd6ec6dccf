import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { Money } from "../../ui/Money";
import { RecordCard } from "../../ui/RecordCard";
import { StatusBadge } from "../../ui/StatusBadge";
import type { ReportLine } from "./queries";
import { REPORT_TONE } from "./states";
import { useText } from "./text";
import classes from "./Inbox.module.css";

/** A report in a list. */
export function ReportCard({ report, withOwner = false }: { report: ReportLine; withOwner?: boolean }) {
  const t = useText();
  const locale = useLocale();
  const ends = [report.first_on, report.last_on].filter((day) => day !== null).map((day) => formatDay(day, locale));
  const days = [...new Set(ends)].join(" – ");
  const facts = [withOwner ? report.owner_name : "", days, t("lines", { count: report.line_count })].filter(Boolean);
  return (
    <RecordCard
      to={`/expenses/reports/${report.id}`}
      title={report.title}
      facts={facts.join(" · ")}
      aside={
        <span className={classes.amount}>
          <Money minor={report.claimed_minor} currency={report.currency} />
          <StatusBadge tone={REPORT_TONE[report.state]} word={t(`report.state.${report.state}`)} />
        </span>
      }
    />
  );
}
