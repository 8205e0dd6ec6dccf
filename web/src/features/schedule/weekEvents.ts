import type { ScheduleEventData } from "@mantine/schedule";
import { dayOf, localText } from "../../lib/dates";
import type { CalendarEvent, WorkingDay } from "./queries";

const COLOURS: Record<CalendarEvent["kind"], string> = {
  visit: "road",
  trip: "marker",
  meeting: "gray",
  leave: "go",
  other: "gray",
};

/** Events as the week view wants them: wall-clock texts, all-day ones over whole days. */
export function weekEvents(events: readonly CalendarEvent[], busyWord: string): ScheduleEventData[] {
  return events.map((event) => ({
    id: event.id,
    title: event.is_masked ? busyWord : event.title,
    start: event.is_all_day ? `${event.first_day} 00:00:00` : localText(event.starts_at, event.zone),
    end: event.is_all_day ? `${event.last_day} 23:59:59` : localText(event.ends_at, event.zone),
    color: COLOURS[event.kind],
    payload: { event },
  }));
}

/** Events that touch a day, all-day ones first. */
export function eventsOn(events: readonly CalendarEvent[], day: string): CalendarEvent[] {
  return events
    .filter((event) => event.first_day <= day && (event.is_all_day ? event.last_day >= day : lastDayOf(event) >= day))
    .sort((a, b) => Number(b.is_all_day) - Number(a.is_all_day) || a.starts_at.localeCompare(b.starts_at));
}

/** An event that ends at midnight does not touch the day after. */
function lastDayOf(event: CalendarEvent): string {
  return dayOf(new Date(Date.parse(event.ends_at) - 1), event.zone);
}

/** 休 on a holiday that is a weekday, 班 on a weekend that is worked. */
export function dayMark(day: WorkingDay): "rest" | "work" | null {
  const weekday = new Date(`${day.day}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  if (day.is_working && weekend) return "work";
  return !day.is_working && !weekend ? "rest" : null;
}
