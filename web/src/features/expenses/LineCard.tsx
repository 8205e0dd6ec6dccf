import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { Money } from "../../ui/Money";
import { RecordCard } from "../../ui/RecordCard";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Expense } from "./queries";
import { CATEGORY_ICON, LINE_TONE } from "./states";
import { useText } from "./text";
import classes from "./Inbox.module.css";

/** A line in a list. */
export function LineCard({ line, to = `/expenses/lines/${line.id}` }: { line: Expense; to?: string }) {
  const t = useText();
  const locale = useLocale();
  const Shown = CATEGORY_ICON[line.category];
  const facts = [formatDay(line.spent_on, locale), t(`category.${line.category}`), line.account_name].filter(Boolean);
  return (
    <RecordCard
      to={to}
      lead={<Shown size={22} stroke={1.5} aria-hidden />}
      title={line.merchant || line.note || t(`category.${line.category}`)}
      facts={facts.join(" · ")}
      aside={
        <span className={classes.amount}>
          <Money minor={line.amount_minor} currency={line.currency} />
          <StatusBadge tone={LINE_TONE[line.state]} word={t(`state.${line.state}`)} />
        </span>
      }
    />
  );
}
