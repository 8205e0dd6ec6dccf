import { IconAlertTriangle } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import { ReasonLine } from "../../ui/ReasonLine";
import classes from "./PricePanel.module.css";
import type { Plan } from "./queries";
import { RoadNote } from "./RoadNote";
import { useText } from "./text";

function yuan(minor: number, currency: string): string {
  return formatMoney({ minor: Math.round(minor / 100) * 100, currency });
}

/** Price and expected return, the range they rest on, the parts of the price, what exceeds a standard. */
export function PricePanel({ plan }: { plan: Plan }) {
  const t = useText();
  const locale = useLocale();
  const { money, expected } = plan;
  if (money === null || expected === null) return null;
  const short = (minor: number) => formatMoney({ minor, currency: money.currency }, "short");
  const parts = [
    { key: "hotel", word: t("price.hotel", { count: money.nights }), minor: money.hotel_minor },
    { key: "tickets", word: t("price.tickets", { count: money.tickets }), minor: money.tickets_minor },
    { key: "taxi", word: t("price.taxi", { distance: formatDistance(money.drive_m) }), minor: money.taxi_minor },
    { key: "mileage", word: t("price.mileage", { distance: formatDistance(money.drive_m) }), minor: money.mileage_minor },
    { key: "allowance", word: t("price.allowance"), minor: money.per_diem_minor },
  ].filter((part) => part.minor > 0);
  return (
    <div className={classes.panel}>
      <div className={classes.pair}>
        <div>
          <p className={classes.label}>{t("price")}</p>
          <p className={classes.big}>{yuan(money.cash_minor, money.currency)}</p>
          <p className={classes.small}>{t("price.hours", { hours: formatDuration(money.hours_s, locale), total: yuan(money.total_minor, money.currency) })}</p>
        </div>
        <div className={classes.second}>
          <p className={classes.label}>{t("return", { days: expected.window_days })}</p>
          <p className={classes.big} data-tone="road">{short(expected.mid_minor)}</p>
          <p className={classes.small}>{t("return.orders")}</p>
        </div>
      </div>
      <ReturnRange low={expected.low_minor} mid={expected.mid_minor} high={expected.high_minor} cost={money.total_minor} say={short} />
      <p className={classes.small}>
        {expected.low_minor > money.total_minor ? `${t("return.safe")} ` : ""}
        {t("return.rule", { deals: expected.deal_count, sample: expected.sample })}
        {expected.is_small ? ` ${t("return.small")}` : ""}
      </p>
      <div className={classes.bar} aria-hidden>
        {parts.map((part, index) => (
          <span key={part.key} style={{ flexGrow: part.minor, opacity: 1 - index * 0.28 }} />
        ))}
      </div>
      <dl className={classes.parts}>
        {parts.map((part) => (
          <div key={part.key}>
            <dt>{part.word}</dt>
            <dd>{yuan(part.minor, money.currency)}</dd>
          </div>
        ))}
      </dl>
      {plan.findings.map((finding) => (
        <ReasonLine
          key={finding.key}
          icon={IconAlertTriangle}
          tone="marker"
          facts={[
            t("finding", { day: formatDay(finding.on, locale), amount: yuan(finding.over_minor, money.currency) }),
            t("finding.limit", { asked: yuan(finding.asked_minor, money.currency), limit: yuan(finding.limit_minor ?? 0, money.currency) }),
          ]}
        />
      ))}
      {plan.settings !== null && (
        <p className={classes.small}>
          {t("made.from", { candidates: plan.settings.candidate_count, considered: plan.settings.considered_count })}
          <RoadNote settings={plan.settings} />
          <LoadNote load={plan.settings.weights.load} exponent={plan.settings.weights.ratio_exponent_pct} />
        </p>
      )}
    </div>
  );
}

/** How full the territory was, and what followed for the points. */
function LoadNote({ load, exponent }: { load: { customers: number; load_pct: number }; exponent: number }) {
  const t = useText();
  if (load.customers === 0) return null;
  return <> {exponent === 0 ? t("load.flat", { pct: load.load_pct }) : t("load.used", { pct: load.load_pct, exponent: exponent / 100 })}</>;
}

function ReturnRange({ low, mid, high, cost, say }: { low: number; mid: number; high: number; cost: number; say: (minor: number) => string }) {
  const t = useText();
  const most = Math.max(high, cost, 1) * 1.08;
  const at = (minor: number) => `${(minor * 100) / most}%`;
  return (
    <div className={classes.range} role="img" aria-label={t("return.range", { low: say(low), mid: say(mid), high: say(high), cost: say(cost) })}>
      <span className={classes.cost} style={{ left: at(cost) }} />
      <span className={classes.span} style={{ left: at(low), width: `${((high - low) * 100) / most}%` }} />
      <span className={classes.dot} style={{ left: at(mid) }} />
      <span className={classes.ends}>
        <span>{t("return.low", { amount: say(low) })}</span>
        <span>{t("return.cost", { amount: say(cost) })}</span>
        <span>{t("return.high", { amount: say(high) })}</span>
      </span>
    </div>
  );
}
