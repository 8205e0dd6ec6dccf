import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";

dayjs.extend(utc);
dayjs.extend(timezone);

export type Locale = "zh-Hans" | "en";

export const HOME_ZONE = "Asia/Shanghai";

const WEEKDAYS: Record<Locale, readonly string[]> = {
  "zh-Hans": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dayParts(iso: string): { year: number; month: number; day: number; weekday: number } {
  const at = dayjs.utc(`${iso.slice(0, 10)}T00:00:00Z`);
  return { year: at.year(), month: at.month(), day: at.date(), weekday: at.day() };
}

/** "09:30" of an instant in its zone. */
export function formatTime(instant: string, zone: string = HOME_ZONE): string {
  return dayjs.utc(instant).tz(zone).format("HH:mm");
}

/** "2026-11-24 09:30:00": an instant's wall-clock time in its zone. */
export function localText(instant: string, zone: string = HOME_ZONE): string {
  return dayjs.utc(instant).tz(zone).format("YYYY-MM-DD HH:mm:ss");
}

/** The calendar day (YYYY-MM-DD) of an instant in its zone. */
export function dayOf(instant: string | Date, zone: string = HOME_ZONE): string {
  return dayjs.utc(instant).tz(zone).format("YYYY-MM-DD");
}

export function today(zone: string = HOME_ZONE): string {
  return dayOf(new Date(), zone);
}

export function addDays(day: string, days: number): string {
  return dayjs.utc(`${day}T00:00:00Z`).add(days, "day").format("YYYY-MM-DD");
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const { weekday } = dayParts(day);
  return addDays(day, -((weekday + 6) % 7));
}

/** Whole days from a to b; negative when b is before a. */
export function daysBetween(a: string, b: string): number {
  return dayjs.utc(`${b}T00:00:00Z`).diff(dayjs.utc(`${a}T00:00:00Z`), "day");
}

/** The instant (ISO, UTC) of a local wall-clock time in a zone. */
export function instantOf(day: string, time: string, zone: string = HOME_ZONE): string {
  return dayjs.tz(`${day}T${time}`, zone).toDate().toISOString();
}

/** "周二 24日", with month when it is not the reader's month ("周四 12月10日"), with year when not this year. */
export function formatDay(iso: string, locale: Locale, now: string = today()): string {
  const { year, month, day, weekday } = dayParts(iso);
  const here = dayParts(now);
  const word = WEEKDAYS[locale][weekday] ?? "";
  if (locale === "en") {
    const tail = year === here.year ? "" : ` ${year}`;
    return `${word} ${day} ${MONTHS[month] ?? ""}${tail}`;
  }
  if (year !== here.year) return `${word} ${year}年${month + 1}月${day}日`;
  return month === here.month ? `${word} ${day}日` : `${word} ${month + 1}月${day}日`;
}

/** "周二 24日 09:30". */
export function formatMoment(instant: string, locale: Locale, zone: string = HOME_ZONE, now: string = today(zone)): string {
  return `${formatDay(dayOf(instant, zone), locale, now)} ${formatTime(instant, zone)}`;
}

/** "1 小时 12 分" / "1 h 12 min". */
export function formatDuration(seconds: number, locale: Locale): string {
  const minutes = Math.max(0, Math.round(seconds / 60));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const [h, m] = locale === "en" ? ["h", "min"] : ["小时", "分"];
  if (hours === 0) return `${rest} ${m}`;
  return rest === 0 ? `${hours} ${h}` : `${hours} ${h} ${rest} ${m}`;
}
