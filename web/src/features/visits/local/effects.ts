import type { components } from "../../../api/schema";
import { dayOf as localDay } from "../../../lib/dates";
import { positionOf } from "../../../local/records/customers";
import { fieldsOf, rowOf, type VisitRow } from "../../../local/records/rows";
import type { Draft, Effect, Effects, Fields, Op } from "../../../replica/core/types";
import { type Action, gradeCheck, nextStatus } from "./rules";

type Schemas = components["schemas"];

interface Rows extends Pick<Draft, "put"> {
  row: (type: string, id: string) => Fields | undefined;
}

function rowsOf(draft: Draft): Rows {
  return { row: (type, id) => draft.get(type, id), put: (type, id, row) => draft.put(type, id, row) };
}

/** Writes a visit as the server will, or leaves it when its state does not allow the action (any more). */
function act(draft: Draft, op: Op, action: Action, change: (visit: VisitRow, rows: Rows) => Partial<VisitRow>): void {
  const rows = rowsOf(draft);
  const visit = rowOf(rows, "visit", op.id);
  const status = visit === undefined ? undefined : nextStatus(visit.status, action);
  if (visit === undefined || status === undefined) return;
  rows.put("visit", op.id, fieldsOf({ ...visit, ...change(visit, rows), status }));
}

function check(kind: "in" | "out"): Effect {
  return (draft, op) =>
    act(draft, op, kind === "in" ? "check_in" : "check_out", (visit, rows) => {
      const { fix } = op.args as unknown as Schemas["VisitCheckBody"];
      const account = rowOf(rows, "account", visit.account_id);
      const told = fix ? { lat: fix.lat, lon: fix.lon, accuracy_m: fix.accuracy_m, age_s: fix.age_s ?? 0 } : null;
      const grading = gradeCheck(told, positionOf(account), account?.position_state === "confirmed");
      rows.put("visit_check", op.op_id, {
        id: op.op_id, visit_id: visit.id, kind, happened_at: op.client_time,
        lat: told?.lat ?? null, lon: told?.lon ?? null, accuracy_m: told?.accuracy_m ?? null, fix_age_s: told?.age_s ?? null,
        ...grading,
      });
      return kind === "in" ? { checked_in_at: op.client_time } : { checked_out_at: op.client_time };
    });
}

const giveUp =
  (action: "miss" | "cancel"): Effect =>
  (draft, op) =>
    act(draft, op, action, () => ({ reason: (op.args as unknown as Schemas["VisitReasonBody"]).reason }));

const move: Effect = (draft, op) =>
  act(draft, op, "reschedule", (visit) => {
    const { starts_at, ends_at, certainty } = op.args as unknown as Schemas["MoveVisitBody"];
    return { starts_at, ends_at, day: localDay(starts_at, visit.zone), certainty: certainty ?? visit.certainty, reason: "", set_off_at: null };
  });

const report: Effect = (draft, op) =>
  act(draft, op, "report", (visit, rows) => {
    const told = op.args as unknown as Schemas["VisitReportBody"];
    const shared = { opportunity_id: told.opportunity_id ?? null, visit_id: visit.id };
    rows.put("visit_report", op.op_id, {
      ...shared, id: op.op_id, outcome: told.outcome, notes: told.notes ?? "", next_step: told.next_step ?? "", next_step_due: told.next_step_due ?? null,
      stage_id: told.stage_id ?? null, interaction_id: op.op_id, next_visit_id: told.next_starts_at ? op.op_id : null, reported_at: op.client_time,
    });
    rows.put("interaction", op.op_id, {
      ...shared, id: op.op_id, account_id: visit.account_id, person_id: visit.person_id, kind: "visit", direction: "out", visibility: "team",
      happened_at: op.client_time, summary: (told.notes ?? "").split("\n")[0] || (told.next_step ?? ""), body: told.notes ?? "", duration_minutes: null,
    });
    if (told.next_starts_at) {
      const endsAt = new Date(Date.parse(told.next_starts_at) + (told.next_minutes ?? 60) * 60_000).toISOString();
      rows.put("visit", op.op_id, fieldsOf(planned(op.op_id, { ...visit, goal: told.next_step ?? "" }, told.next_starts_at, endsAt)));
    }
    return visit.status === "checked_in" ? { checked_out_at: op.client_time } : {};
  });

function planned(id: string, like: VisitRow, startsAt: string, endsAt: string): VisitRow {
  return {
    ...like, id, status: "planned", certainty: "exact", starts_at: startsAt, ends_at: endsAt, day: localDay(startsAt, like.zone),
    reason: "", plan_id: null, trip_id: null, set_off_at: null, checked_in_at: null, checked_out_at: null,
  };
}

/** The row of a visit planned on this device; `person_id` is given in the args by the local route. */
function createdVisit(op: Op): Fields {
  const body = op.args as unknown as Schemas["PlanVisitBody"];
  const row: VisitRow = {
    id: op.id, account_id: body.account_id, person_id: body.person_id ?? "", status: "planned", certainty: body.certainty ?? "exact",
    day: localDay(body.starts_at, body.zone ?? "Asia/Shanghai"), starts_at: body.starts_at, ends_at: body.ends_at, zone: body.zone ?? "Asia/Shanghai",
    goal: body.goal ?? "", reason: "", opportunity_id: body.opportunity_id ?? null, contact_ids: body.contact_ids ?? [],
    plan_id: null, trip_id: null, set_off_at: null, checked_in_at: null, checked_out_at: null,
  };
  return fieldsOf(row);
}

export const VISIT_EFFECTS: Effects = {
  commands: {
    "visit.set_off": (draft, op) => act(draft, op, "set_off", () => ({ set_off_at: op.client_time })),
    "visit.check_in": check("in"),
    "visit.check_out": check("out"),
    "visit.report": report,
    "visit.miss": giveUp("miss"),
    "visit.cancel": giveUp("cancel"),
    "visit.reopen": (draft, op) => act(draft, op, "reopen", () => ({ reason: "" })),
    "visit.move": move,
  },
  creates: { visit: createdVisit },
};
