import type { components } from "../../api/schema";
import type { View } from "../../replica/core/types";
import { accountName, personName } from "./customers";
import { rowsWhere, type VisitCheckRow, type VisitRow } from "./rows";

type Schemas = components["schemas"];

export function visitSummary(view: View, row: VisitRow): Schemas["VisitSummary"] {
  const { id, account_id, person_id, status, certainty, day, starts_at, ends_at, zone, goal, reason, opportunity_id, plan_id, trip_id, checked_in_at, checked_out_at } = row;
  const arrival = rowsWhere(view, "visit_check", "visit_id", id).find((check) => check.kind === "in");
  return {
    id, account_id, person_id, status, certainty, day, starts_at, ends_at, zone, goal, reason, opportunity_id, plan_id, trip_id, checked_in_at, checked_out_at,
    account_name: accountName(view, account_id),
    person_name: personName(view, person_id),
    check_grade: arrival?.grade ?? null,
    outcome: rowsWhere(view, "visit_report", "visit_id", id)[0]?.outcome ?? null,
    version: 0,
  };
}

export function checkRecord(row: VisitCheckRow): Schemas["CheckRecord"] {
  const { kind, happened_at, accuracy_m, fix_age_s, distance_m, grade, doubt } = row;
  const position = row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon };
  return { kind, happened_at, position, accuracy_m, fix_age_s, distance_m, grade, doubt };
}

/** By time, then id: the order of every list of visits. */
export function byTime(a: VisitRow, b: VisitRow): number {
  return Date.parse(a.starts_at) - Date.parse(b.starts_at) || a.id.localeCompare(b.id);
}
