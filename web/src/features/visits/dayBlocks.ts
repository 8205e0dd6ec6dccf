import { localText } from "../../lib/dates";
import type { VisitDay } from "./queries";

type Stop = VisitDay["stops"][number];
const MINUTES_A_DAY = 1_440;
const EARLY = 8 * 60;
const LATE = 18 * 60;

interface Span {
  readonly from: number;
  readonly until: number;
}

/** Minutes after midnight of "2026-11-24T09:30". */
function minutesOf(instant: string): number {
  const [hours = "0", minutes = "0"] = localText(instant).slice(11, 16).split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** When a visit is, or was: what really happened where it is known. */
export function blockOf({ visit }: Stop): Span {
  const from = minutesOf(visit.checked_in_at ?? visit.starts_at);
  const until = minutesOf(visit.checked_out_at ?? visit.ends_at);
  return { from, until: until > from ? until : Math.min(from + 15, MINUTES_A_DAY) };
}

/** Whole hours around all blocks, working hours at least. */
export function axisOf(blocks: readonly Span[]): Span {
  const from = Math.min(EARLY, ...blocks.map((block) => block.from));
  const until = Math.max(LATE, ...blocks.map((block) => block.until));
  return { from: Math.floor(from / 60) * 60, until: Math.ceil(until / 60) * 60 };
}
