import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { type Fact, FactList } from "../../ui/FactList";
import { Page } from "../../ui/Page";
import { StatusBadge } from "../../ui/StatusBadge";
import { basisWords } from "./basis";
import type { Expense } from "./queries";
import { LINE_TONE } from "./states";
import { useText } from "./text";
import classes from "./LinePage.module.css";

/** A line that is not edited any more, or whose amount is computed: all that is known of it. */
export function LineFacts({ line }: { line: Expense }) {
  const t = useText();
  return (
    <Page
      title={line.merchant || t(`category.${line.category}`)}
      back={line.report_id === null ? "/expenses" : `/expenses/reports/${line.report_id}`}
      width="narrow"
      subtitle={<StatusBadge tone={LINE_TONE[line.state]} word={t(`state.${line.state}`)} />}
    >
      <FactList facts={useFacts(line)} />
    </Page>
  );
}

function useFacts(line: Expense): Fact[] {
  const t = useText();
  const locale = useLocale();
  const facts: Fact[] = [
    { name: t("amount"), value: formatMoney({ minor: line.amount_minor, currency: line.currency }, "exact") },
    { name: t("category"), value: t(`category.${line.category}`) },
    { name: t("date"), value: formatDay(line.spent_on, locale) },
  ];
  if (line.currency !== line.base_currency)
    facts.push({ name: t("rate"), value: `${line.rate} · ${line.rate_on} · ${formatMoney({ minor: line.base_minor, currency: line.base_currency }, "exact")}` });
  if (line.basis.length > 0)
    facts.push({
      name: t("basis"),
      value: (
        <ul className={classes.basis}>
          {line.basis.map((one) => (
            <li key={one}>{basisWords(one, line.base_currency)}</li>
          ))}
        </ul>
      ),
    });
  if (line.deductible_minor > 0)
    facts.push({ name: t("deductible"), value: `${formatMoney({ minor: line.deductible_minor, currency: line.base_currency }, "exact")} · ${t(`rule.${line.deduction_rule}` as "rule.rail_9")}` });
  if (line.splits.length > 0)
    facts.push({
      name: t("splits"),
      value: line.splits.map((one) => `${one.account_name} ${formatMoney({ minor: one.base_minor, currency: line.base_currency }, "exact")}`).join(" · "),
    });
  else if (line.account_name !== "") facts.push({ name: t("chain.account"), value: line.account_name });
  if (line.note !== "") facts.push({ name: t("note"), value: line.note });
  if (line.approved_minor !== null)
    facts.push({ name: t("approved"), value: `${formatMoney({ minor: line.approved_minor, currency: line.base_currency }, "exact")} · ${line.decided_by_name}` });
  if (line.refusal_reason !== "") facts.push({ name: t("reason"), value: line.refusal_reason });
  if (line.receipts.length > 0)
    facts.push({
      name: t("receipts"),
      value: (
        <span className={classes.receipts}>
          {line.receipts.map((one) => (
            <a key={one.document_id} href={`/api/v1/files/${one.file_id}/content`} download>
              {one.invoice_number || one.file_name}
            </a>
          ))}
        </span>
      ),
    });
  return facts;
}
