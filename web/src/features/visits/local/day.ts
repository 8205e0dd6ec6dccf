import type { components } from "../../../api/schema";
import { personName, positionOf } from "../../../local/records/customers";
import { rowOf, rowsWhere, type VisitRow } from "../../../local/records/rows";
import { byTime, visitSummary } from "../../../local/records/visits";
import type { View } from "../../../replica/core/types";
import { legBetween, type Status } from "./rules";

type Schemas = components["schemas"];

const OVER: ReadonlySet<Status> = new Set<Status>(["checked_out", "reported", "missed", "cancelled"]);
const DROPPED: ReadonlySet<Status> = new Set<Status>(["missed", "cancelled"]);
const DONE: ReadonlySet<Status> = new Set<Status>(["checked_out", "reported"]);

/** Visits with their places and the ways between those that take place. */
export function stopsOf(view: View, rows: readonly VisitRow[]): Schemas["Stop"][] {
  let before: Schemas["Position"] | null = null;
  return rows.map((row) => {
    const account = rowOf(view, "account", row.account_id);
    const position = positionOf(account);
    const isDropped = DROPPED.has(row.status);
    const leg = isDropped ? null : legBetween(before, position);
    if (!isDropped) before = position;
    return { visit: visitSummary(view, row), position, address: account?.address ?? "", phone: account?.phone ?? "", leg };
  });
}

/** One person's visits of a day in order. */
export function dayOf(view: View, personId: string, day: string): Schemas["Day"] {
  const rows = rowsWhere(view, "visit", "day", day).filter((row) => row.person_id === personId).sort(byTime);
  const stops = stopsOf(view, rows);
  const legs = stops.flatMap((stop) => (stop.leg === null || stop.leg === undefined ? [] : [stop.leg]));
  return {
    day,
    person_id: personId,
    person_name: personName(view, personId),
    stops,
    next_id: rows.find((row) => !OVER.has(row.status))?.id ?? null,
    done_count: rows.filter((row) => DONE.has(row.status)).length,
    distance_m: Math.round(legs.reduce((sum, leg) => sum + leg.distance_m, 0) * 10) / 10,
    duration_s: legs.reduce((sum, leg) => sum + leg.duration_s, 0),
  };
}
