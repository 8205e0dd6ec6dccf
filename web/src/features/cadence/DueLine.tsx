import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import classes from "./DuePage.module.css";
import type { DueItem } from "./queries";
import { useText } from "./text";

const FULL_PCT = 200;

interface DueLineProps {
  item: DueItem;
  onOpen: () => void;
}

/** One customer of the due list: a sentence with facts, and how far their interval has run. */
export function DueLine({ item, onOpen }: DueLineProps) {
  const t = useText();
  const locale = useLocale();
  const { due, deal } = item;
  const facts = [
    t("class", { kind: item.customer_class }),
    t(`stage.${item.lifecycle_stage}`),
    [item.city_name, item.district].filter(Boolean).join(" "),
    deal ? t("deal", { amount: formatMoney({ minor: deal.amount_minor, currency: deal.currency }, "short"), stage: deal.stage_name }) : "",
    due.last_visit_on ? t("last.visit", { day: formatDay(due.last_visit_on, locale) }) : t("last.never"),
  ].filter(Boolean);
  const when = due.days_overdue > 0 ? t("overdue.days", { count: due.days_overdue }) : t("due.on", { day: formatDay(due.due_on, locale) });
  return (
    <button type="button" className={classes.line} onClick={onOpen}>
      <span className={classes.name}>{item.name}</span>
      <span className={classes.facts}>
        <span className={due.state === "overdue" ? classes.late : due.state === "due" ? classes.due : undefined}>{when}</span>
        {` · ${facts.join(" · ")}`}
      </span>
      <span className={classes.meter}>
        <span className={classes.track} style={{ display: "block" }} aria-hidden>
          <span className={classes.fill} data-state={due.state} style={{ width: `${Math.min(100, (due.ratio_pct * 100) / FULL_PCT)}%` }} />
        </span>
        {t("every", { count: due.interval_days, channel: t(`channel.${due.channel}`) })}
      </span>
    </button>
  );
}
