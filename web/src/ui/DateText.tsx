import { useLocale } from "../i18n/text";
import { dayOf, formatDay, formatMoment, formatTime, HOME_ZONE } from "../lib/dates";

interface DateTextProps {
  /** A day (YYYY-MM-DD) or an instant (ISO, UTC). */
  at: string;
  zone?: string;
  /** What to say of an instant; a day is always "周二 24日". */
  say?: "moment" | "day" | "time";
}

export function DateText({ at, zone = HOME_ZONE, say = "moment" }: DateTextProps) {
  const locale = useLocale();
  const isDay = at.length === 10;
  const day = isDay ? at : dayOf(at, zone);
  const text =
    isDay || say === "day" ? formatDay(day, locale) : say === "time" ? formatTime(at, zone) : formatMoment(at, locale, zone);
  return (
    <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
      {text}
    </time>
  );
}
