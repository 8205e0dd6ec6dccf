import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import type { AccountFacts, PlanStop } from "./queries";
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

type Why = PlanStop["reason"]["why"][number];

interface Reason {
  readonly why: Why;
  /** What kind of reason: 商机. */
  readonly name: string;
  /** The reason in full: ¥ 420k 在谈，报价，预期 ¥ 126k. */
  readonly value: string;
  /** What a card has room for; empty where its facts say it already. */
  readonly short: string;
}

/** Why a stop is in, the strongest reason first. */
export function useReasons(): (stop: PlanStop) => Reason[] {
  const t = useText();
  const locale = useLocale();
  const value = (why: Why, { account, certainty, reason }: PlanStop): string => {
    const money = (minor: number) => formatMoney({ minor, currency: account.deal?.currency ?? "CNY" }, "short");
    switch (why) {
      case "appointment":
        return t(`why.appointment.${certainty}`);
      case "overdue":
        return t("why.overdue.value", { count: account.days_overdue, pct: account.ratio_pct });
      case "due":
        return t("why.due.value", { pct: account.ratio_pct });
      case "deal":
        return t("why.deal.value", { amount: money(account.deal?.amount_minor ?? 0), stage: account.deal?.stage_name ?? "", expected: money(account.expected_deal_minor) });
      case "key_date": {
        const date = reason.key_date;
        return date === null ? "" : t(date.is_lunar ? "why.key_date.lunar" : "why.key_date.value", { title: date.title, day: formatDay(date.falls_on, locale) });
      }
      case "on_the_way":
        return reason.detour_s < MINUTE_S ? t("why.on_the_way.none") : t("why.on_the_way.value", { time: formatDuration(reason.detour_s, locale) });
      default:
        return t(`why.${why}.value`);
    }
  };
  const short = (why: Why, { reason }: PlanStop): string => {
    if (why === "key_date") return reason.key_date?.title ?? "";
    return why === "required" || why === "on_the_way" || why === "appointment" ? t(`why.${why}.short`) : "";
  };
  return (stop) => stop.reason.why.map((why) => ({ why, name: t(`why.${why}`), value: value(why, stop), short: short(why, stop) }));
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
