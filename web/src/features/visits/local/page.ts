import type { components } from "../../../api/schema";
import { contactsOf, openOpportunities, personName, stagesBeside } from "../../../local/records/customers";
import { rowOf, rowsWhere, type VisitReportRow, type VisitRow } from "../../../local/records/rows";
import { byTime, checkRecord, visitSummary } from "../../../local/records/visits";
import type { View } from "../../../replica/core/types";
import { stopsOf } from "./day";
import { actionsIn, offersPosition } from "./rules";

type Schemas = components["schemas"];

const MOST_EARLIER = 5;
const MOST_PROMISES = 3;

function reportRecord(row: VisitReportRow): Schemas["ReportRecord"] {
  const { outcome, notes, next_step, next_step_due, opportunity_id, stage_id, interaction_id, next_visit_id, reported_at } = row;
  return { outcome, notes, next_step, next_step_due, opportunity_id, stage_id, interaction_id, next_visit_id, reported_at };
}

/** A check-in whose position would place a customer who has none of their own. */
export function offersPlace(view: View, visit: VisitRow): boolean {
  const state = rowOf(view, "account", visit.account_id)?.position_state;
  const hasOwnPlace = state === "geocoded" || state === "confirmed";
  return rowsWhere(view, "visit_check", "visit_id", visit.id).some(
    (check) => check.kind === "in" && check.lat !== null && offersPosition({ accuracy_m: check.accuracy_m, age_s: check.fix_age_s }, hasOwnPlace),
  );
}

function promisesOf(view: View, before: readonly VisitRow[]): Schemas["Promise"][] {
  const reports = before.flatMap((visit) =>
    rowsWhere(view, "visit_report", "visit_id", visit.id).flatMap((row) =>
      row.next_step === "" || row.next_step_due === null ? [] : [{ visit, row, due: row.next_step_due }],
    ),
  );
  reports.sort((a, b) => b.row.reported_at.localeCompare(a.row.reported_at));
  return reports.slice(0, MOST_PROMISES).map(({ visit, row, due }) => ({
    visit_id: visit.id,
    person_name: personName(view, visit.person_id),
    text: row.next_step,
    due_on: due,
    made_on: visit.day,
  }));
}

/** A visit with all that its screen shows. */
export function visitPage(view: View, visit: VisitRow, me: string): Schemas["VisitPage"] {
  const before = rowsWhere(view, "visit", "account_id", visit.account_id).filter((row) => Date.parse(row.starts_at) < Date.parse(visit.starts_at));
  const reported = before.filter((row) => row.status === "reported").sort((a, b) => byTime(b, a));
  const opportunities = openOpportunities(view, visit.account_id);
  const checks = rowsWhere(view, "visit_check", "visit_id", visit.id).sort((a, b) => a.happened_at.localeCompare(b.happened_at));
  const report = rowsWhere(view, "visit_report", "visit_id", visit.id)[0];
  const [stop] = stopsOf(view, [visit]);
  return {
    visit: visitSummary(view, visit),
    stop: stop as Schemas["Stop"],
    checks: checks.map(checkRecord),
    report: report === undefined ? null : reportRecord(report),
    promises: promisesOf(view, before),
    earlier: reported.slice(0, MOST_EARLIER).map((row) => visitSummary(view, row)),
    contact_ids: [...visit.contact_ids],
    contacts: contactsOf(view, visit.account_id),
    opportunities,
    stages: stagesBeside(view, opportunities.map((one) => one.stage_id)),
    actions: visit.person_id === me ? actionsIn(visit.status) : [],
    offers_position: offersPlace(view, visit),
  };
}
