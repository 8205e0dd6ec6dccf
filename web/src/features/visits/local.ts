import { newId } from "../../lib/ids";
import type { Change, LocalFeature } from "../../local/registry";
import { keeps, reads, writes } from "../../local/registry";
import { rowOf, rowsWhere, type VisitRow } from "../../local/records/rows";
import { byTime, checkRecord, visitSummary } from "../../local/records/visits";
import type { Fields, NewOp, View } from "../../replica/core/types";
import type { components } from "../../api/schema";
import { dayOf } from "./local/day";
import { VISIT_EFFECTS } from "./local/effects";
import { offersPlace, visitPage } from "./local/page";
import { type Action, nextStatus } from "./local/rules";

type Schemas = components["schemas"];

/** A visit of one's own in a state that allows the action; anything else is for the server to answer. */
function own(view: View, me: string, visitId: string, action: Action): VisitRow | undefined {
  const visit = rowOf(view, "visit", visitId);
  return visit !== undefined && visit.person_id === me && nextStatus(visit.status, action) !== undefined ? visit : undefined;
}

function command(visitId: string, name: string, args: object = {}): NewOp[] {
  return [{ type: "visit", id: visitId, kind: "command", command: name, args: args as Fields }];
}

function present(view: View, visitId: string): VisitRow {
  const visit = rowOf(view, "visit", visitId);
  if (visit === undefined) throw new Error("a visit that was just written is not on this device");
  return visit;
}

/** One command on one's own visit, answered with its summary. */
function summarized(view: View, me: string, visitId: string, action: Action, name: string, args: object = {}): Change<Schemas["VisitSummary"]> | undefined {
  if (own(view, me, visitId, action) === undefined) return undefined;
  return { ops: command(visitId, name, args), answer: (after) => visitSummary(after, present(after, visitId)) };
}

function checked(view: View, me: string, visitId: string, kind: "in" | "out", body: Schemas["VisitCheckBody"]): Change<Schemas["CheckedVisit"]> | undefined {
  if (own(view, me, visitId, kind === "in" ? "check_in" : "check_out") === undefined) return undefined;
  return {
    ops: command(visitId, `check_${kind}`, body),
    answer: (after) => {
      const visit = present(after, visitId);
      const made = rowsWhere(after, "visit_check", "visit_id", visitId).find((row) => row.kind === kind);
      if (made === undefined) throw new Error("a check that was just made is not on this device");
      return { visit: visitSummary(after, visit), check: checkRecord(made), offers_position: kind === "in" && offersPlace(after, visit) };
    },
  };
}

function registerReads(): void {
  reads("/api/v1/visits/day", (view, { query, me }) => (query.person_id && query.person_id !== me ? undefined : dayOf(view, me, query.day)));
  reads("/api/v1/visits/{visit_id}", (view, { path, me }) => {
    const visit = rowOf(view, "visit", path.visit_id);
    return visit && visitPage(view, visit, me);
  });
  reads("/api/v1/visits/of-account/{account_id}", (view, { path }) =>
    rowOf(view, "account", path.account_id) &&
    rowsWhere(view, "visit", "account_id", path.account_id).sort((a, b) => byTime(b, a)).slice(0, 50).map((row) => visitSummary(view, row)),
  );
}

function registerWrites(): void {
  writes("post", "/api/v1/visits/{visit_id}/set-off", (view, { path, me }) => summarized(view, me, path.visit_id, "set_off", "set_off"));
  writes("post", "/api/v1/visits/{visit_id}/miss", (view, { path, body, me }) => summarized(view, me, path.visit_id, "miss", "miss", body));
  writes("post", "/api/v1/visits/{visit_id}/cancel", (view, { path, body, me }) => summarized(view, me, path.visit_id, "cancel", "cancel", body));
  writes("post", "/api/v1/visits/{visit_id}/reopen", (view, { path, me }) => summarized(view, me, path.visit_id, "reopen", "reopen"));
  writes("post", "/api/v1/visits/{visit_id}/check-in", (view, { path, body, me }) => checked(view, me, path.visit_id, "in", body));
  writes("post", "/api/v1/visits/{visit_id}/check-out", (view, { path, body, me }) => checked(view, me, path.visit_id, "out", body));
  writes("post", "/api/v1/visits/{visit_id}/report", (view, { path, body, me }) => {
    if (own(view, me, path.visit_id, "report") === undefined) return undefined;
    return { ops: command(path.visit_id, "report", body), answer: (after) => visitPage(after, present(after, path.visit_id), me) };
  });
  writes("post", "/api/v1/visits/{visit_id}/move", (view, { path, body, me }) => {
    if (own(view, me, path.visit_id, "reschedule") === undefined) return undefined;
    return {
      ops: command(path.visit_id, "move", body),
      answer: (after) => ({ visit: visitSummary(after, present(after, path.visit_id)), clashes: [] }),
    };
  });
  writes("post", "/api/v1/visits", (view, { body, me }) => {
    if ((body.person_id && body.person_id !== me) || rowOf(view, "account", body.account_id) === undefined) return undefined;
    const id = newId();
    return {
      ops: [{ type: "visit", id, kind: "create", args: { ...body, person_id: me } as unknown as Fields }],
      answer: (after) => ({ visit: visitSummary(after, present(after, id)), clashes: [] }),
    };
  });
}

const feature: LocalFeature = {
  register: () => {
    registerReads();
    registerWrites();
    keeps((_view, _me, now) => [`/api/v1/planning/running?day=${now.toISOString().slice(0, 10)}`]);
  },
  effects: VISIT_EFFECTS,
};
export default feature;
