import { addDays, mondayOf } from "../../lib/dates";
import type { WorkingDay } from "./queries";

/** "2026-11" and −1 → "2026-10". */
export function monthAfter(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** The whole weeks, Monday first, that hold a month: their first and last day. */
export function monthDays(month: string): { first: string; last: string } {
  const first = mondayOf(`${month}-01`);
  const lastOfMonth = addDays(`${monthAfter(month, 1)}-01`, -1);
  return { first, last: addDays(mondayOf(lastOfMonth), 6) };
}

/** What is out of the ordinary about a day: a week's day off, or a weekend's day of work. */
export function dayKind(day: WorkingDay): "off" | "on" | "plain" {
  const weekday = new Date(`${day.day}T00:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  if (day.is_working) return isWeekend ? "on" : "plain";
  return isWeekend && day.name_zh === "" ? "plain" : "off";
}
