import { LineCard } from "./LineCard";
import { LineNotes } from "./LineNotes";
import type { Expense, Report } from "./queries";
import classes from "./ReportPage.module.css";

/** A line of a report with what it is marked with. */
export function ReportLineRow({ line, report }: { line: Expense; report: Report }) {
  return (
    <div className={classes.line}>
      <LineCard line={line} />
      <LineNotes line={line} report={report} />
    </div>
  );
}
