import { addDays, dayOf, formatTime, instantOf } from "../../lib/dates";

interface Span {
  readonly starts_at: string;
  readonly ends_at: string;
  readonly zone: string;
}

interface Proposal {
  readonly key: "afternoon" | "tomorrow" | "week";
  readonly startsAt: string;
  readonly endsAt: string;
}

const AFTERNOON = "15:30";

/** The same length at another start. */
export function spanAt(visit: Span, startsAt: string): { startsAt: string; endsAt: string } {
  const length = Date.parse(visit.ends_at) - Date.parse(visit.starts_at);
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + length).toISOString() };
}

/** 今天下午, 明天同时, 下周同时: only those that are still ahead. */
export function proposals(visit: Span, now: number): Proposal[] {
  const day = dayOf(new Date(now), visit.zone);
  const time = formatTime(visit.starts_at, visit.zone);
  const all: [Proposal["key"], string][] = [
    ["afternoon", instantOf(day, AFTERNOON, visit.zone)],
    ["tomorrow", instantOf(addDays(day, 1), time, visit.zone)],
    ["week", instantOf(addDays(dayOf(visit.starts_at, visit.zone), 7), time, visit.zone)],
  ];
  return all
    .filter(([, start]) => Date.parse(start) > now && Date.parse(start) !== Date.parse(visit.starts_at))
    .map(([key, start]) => ({ key, ...spanAt(visit, start) }));
}
