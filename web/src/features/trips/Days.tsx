import { daysBetween, formatDay } from "../../lib/dates";
import { useLocale } from "../../i18n/text";
import { useText } from "./text";

/** "周二 24日起 3 天", or the one day. */
export function Days({ first, last }: { first: string; last: string }) {
  const t = useText();
  const locale = useLocale();
  const count = daysBetween(first, last) + 1;
  const day = formatDay(first, locale);
  return <span>{count === 1 ? day : t("days", { day, count })}</span>;
}
