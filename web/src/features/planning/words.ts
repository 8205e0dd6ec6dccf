import { useLocale } from "../../i18n/text";
import { formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import type { AccountFacts } from "./queries";
import { useText } from "./text";

const MINUTE_S = 60;

/** "09:30" of seconds after midnight, by the minute that has begun, as clocks show it. */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / MINUTE_S);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The sentence of a customer: 逾期 12 天 · A 类 · 商机 ¥ 420k 在谈. */
export function useFacts(): (account: AccountFacts) => string[] {
  const t = useText();
  return (account) =>
    [
      account.days_overdue > 0 ? t("fact.overdue", { count: account.days_overdue }) : "",
      account.days_overdue === 0 && account.ratio_pct >= 70 ? t("fact.soon", { pct: account.ratio_pct }) : "",
      t("fact.class", { kind: account.customer_class }),
      account.deal ? t("fact.deal", { amount: formatMoney({ minor: account.deal.amount_minor, currency: account.deal.currency }, "short"), stage: account.deal.stage_name }) : "",
      account.last_visit_on === null ? t("fact.never") : "",
      account.is_place_exact ? "" : t("fact.place"),
    ].filter(Boolean);
}

interface Difference {
  readonly drive_s: number;
  readonly drive_m: number;
  readonly cash_minor: number;
  /** Customers that fit nowhere after it. */
  readonly gives_way?: readonly string[];
}

function signed(value: number, text: string): string {
  return value < 0 ? `−${text}` : `+${text}`;
}

/** "+12 分 · +8 km · +¥ 16 · 去掉 苏州泵业": what a change costs. */
export function useDifference(): (change: Difference, currency: string) => string {
  const t = useText();
  const locale = useLocale();
  return ({ drive_s, drive_m, cash_minor, gives_way = [] }, currency) => {
    const parts = [
      Math.abs(drive_s) >= MINUTE_S ? signed(drive_s, formatDuration(Math.abs(drive_s), locale)) : "",
      Math.abs(drive_m) >= 100 ? signed(drive_m, formatDistance(Math.abs(drive_m))) : "",
      Math.abs(cash_minor) >= 100 ? signed(cash_minor, formatMoney({ minor: Math.round(Math.abs(cash_minor) / 100) * 100, currency })) : "",
      gives_way.length > 0 ? t("change.givesWay", { count: gives_way.length, name: gives_way[0] ?? "" }) : "",
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(" · ") : t("change.nothing");
  };
}
