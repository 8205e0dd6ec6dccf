import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Proposal = Schemas["ReplanProposal"];
type Happening = Schemas["Happening"];
type Body = Schemas["ReplanBody"];
type Shift = Schemas["VisitShift"];

export const HAPPENINGS = ["cancelled", "late", "inserted", "hotel_full", "calendar"] as const satisfies readonly Happening[];

/** What somebody has told; texts as the fields hold them. */
export interface Told {
  kind: Happening;
  scope: "today" | "trip";
  accountId: string | null;
  hotelId: string | null;
  late: number;
  day: string;
  from: string;
  until: string;
}

function minutes(clock: string): number | null {
  const [hours = "", rest = ""] = clock.split(":");
  const value = Number(hours) * 60 + Number(rest);
  return clock === "" || Number.isNaN(value) ? null : value;
}

/** The request of what was told; null while something is missing. */
export function bodyOf(told: Told, position: { lat: number; lon: number } | null): Body | null {
  const base = { kind: told.kind, scope: told.scope, late_minutes: 0, position: position && { lat: position.lat, lon: position.lon } };
  switch (told.kind) {
    case "late":
      return { ...base, late_minutes: told.late };
    case "calendar":
      return base;
    case "cancelled":
      return told.accountId === null ? null : { ...base, account_id: told.accountId };
    case "hotel_full":
      return told.hotelId === null ? null : { ...base, hotel_id: told.hotelId };
    case "inserted": {
      const [from, until] = [minutes(told.from), minutes(told.until)];
      if (told.accountId === null || from === null || until === null || until <= from) return null;
      return { ...base, account_id: told.accountId, slot: { day: told.day, from_minute: from, until_minute: until } };
    }
  }
}

export function propose(planId: string, body: Body): Promise<Proposal> {
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/replan", { params: { path: { plan_id: planId } }, body }));
}

/** Accept exactly what was shown: the same request with the proposal's time and seal. */
export function acceptProposal(planId: string, body: Body, shown: Proposal) {
  const sealed = { ...body, asked_at: shown.asked_at, seen: shown.seen };
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/replan/accept", { params: { path: { plan_id: planId } }, body: sealed }));
}

export function clashesQuery(planId: string) {
  return queryOptions({
    queryKey: ["plan", planId, "clashes"],
    ...live("visit", "calendar_event"),
    queryFn: () => answer(api.GET("/api/v1/planning/plans/{plan_id}/clashes", { params: { path: { plan_id: planId } } })),
  });
}

export function customersQuery(words: string) {
  return queryOptions({
    queryKey: ["account", "choose", words],
    queryFn: () => answer(api.GET("/api/v1/customers/accounts", { params: { query: { q: words, limit: 20 } } })),
  });
}

export interface Line {
  readonly group: "away" | "moved" | "retimed" | "added";
  readonly key: string;
  readonly name: string;
  readonly before: { readonly day: string; readonly s: number } | null;
  readonly after: { readonly day: string; readonly s: number } | null;
  readonly constraint: Schemas["Constraint"] | null;
  readonly mustBeTold: boolean;
}

function line(group: Line["group"], shift: Shift): Line {
  return {
    group,
    key: shift.account_id,
    name: shift.account_name,
    before: shift.day_before === null ? null : { day: shift.day_before, s: shift.start_before_s ?? 0 },
    after: shift.day_after === null ? null : { day: shift.day_after, s: shift.start_after_s ?? 0 },
    constraint: null,
    mustBeTold: shift.must_be_told,
  };
}

/** What changes, the losses first: who is not visited, who moves, whose time changes, who comes in. */
export function linesOf(shown: Proposal): Line[] {
  return [
    ...shown.dropped.map((each) => ({
      group: "away" as const,
      key: each.account_id,
      name: each.account_name,
      before: { day: each.day, s: each.start_s },
      after: null,
      constraint: each.constraint,
      mustBeTold: each.must_be_told,
    })),
    ...shown.moved.map((each) => line("moved", each)),
    ...shown.retimed.map((each) => line("retimed", each)),
    ...shown.added.map((each) => line("added", each)),
  ];
}

/** Nothing to accept: no visit and no bed changes, and no fact has to be written. */
export function changesNothing(shown: Proposal): boolean {
  return linesOf(shown).length === 0 && shown.nights.length === 0 && shown.cancelled === null;
}
