import { IconAlertTriangle, IconCopy, IconMessage } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import type { Expense, Finding, Report, Twin } from "./queries";
import { useText } from "./text";
import classes from "./ReportPage.module.css";

/** Why somebody should look at a line: standards, receipts, twins, the reason of a refusal. Calm, no dialog. */
export function LineNotes({ line, report }: { line: Expense; report: Report }) {
  const t = useText();
  const findings = report.findings.filter((one) => one.expense_id === line.id);
  const twins = report.duplicates.filter((one) => one.expense_id === line.id);
  const reason = line.over_reason || (findings.length > 0 ? line.note : "");
  if (findings.length + twins.length === 0 && line.refusal_reason === "") return null;
  return (
    <ul className={classes.notes}>
      {findings.map((one) => (
        <li key={one.kind} data-stop={one.action === "block" || undefined}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          <FindingWords finding={one} currency={line.base_currency} />
        </li>
      ))}
      {reason !== "" && (
        <li>
          <IconMessage size={16} stroke={1.75} aria-hidden />
          {t("given_reason", { reason })}
        </li>
      )}
      {twins.map((one) => (
        <li key={`${one.level}-${one.twin_id ?? one.twin_on}`}>
          <IconCopy size={16} stroke={1.75} aria-hidden />
          <TwinWords twin={one} />
        </li>
      ))}
      {line.refusal_reason !== "" && (
        <li data-stop={line.state === "refused" || undefined}>
          <IconMessage size={16} stroke={1.75} aria-hidden />
          {t("refused.because", { reason: line.refusal_reason, name: line.decided_by_name })}
        </li>
      )}
    </ul>
  );
}

function FindingWords({ finding, currency }: { finding: Finding; currency: string }) {
  const t = useText();
  const over = finding.over_minor ?? null;
  const limit = finding.limit_minor ?? null;
  if (finding.kind === "over_standard" && over !== null && limit !== null)
    return <>{t("finding.over", { over: formatMoney({ minor: over, currency }), limit: formatMoney({ minor: limit, currency }) })}</>;
  return <>{t(`finding.${finding.kind}.text`)}</>;
}

function TwinWords({ twin }: { twin: Twin }) {
  const t = useText();
  const locale = useLocale();
  const words = t(`twin.${twin.level}`, { day: formatDay(twin.twin_on, locale), team: twin.is_own ? t("twin.own") : twin.twin_team });
  if (twin.twin_id === null) return <>{words}</>;
  return <Link to={`/expenses/lines/${twin.twin_id}`}>{words}</Link>;
}
