import { addDays, dayOf, formatTime, instantOf, mondayOf } from "../../lib/dates";

interface Meeting {
  readonly key: "two_weeks" | "month";
  readonly startsAt: string;
}

/** Saturdays and Sundays become the Monday after. */
function working(day: string): string {
  const monday = mondayOf(day);
  return day > addDays(monday, 4) ? addDays(monday, 7) : day;
}

/** Two proposals at the hour of this visit: in two weeks, in a month. */
export function meetings(visit: { starts_at: string; zone: string }, now: Date): Meeting[] {
  const day = dayOf(now, visit.zone);
  const time = formatTime(visit.starts_at, visit.zone);
  return [
    { key: "two_weeks", startsAt: instantOf(working(addDays(day, 14)), time, visit.zone) },
    { key: "month", startsAt: instantOf(working(addDays(day, 30)), time, visit.zone) },
  ];
}
