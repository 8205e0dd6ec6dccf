import type { components } from "../../../api/schema";
import { metresBetween } from "../../../lib/geo";

type Schemas = components["schemas"];
export type Status = Schemas["VisitStatus"];
export type Action = Schemas["VisitAction"];

/** The server's table (domains/visits/rules.py): what may be done in a state, and what comes of it. */
const TRANSITIONS: Readonly<Record<Status, Readonly<Partial<Record<Action, Status>>>>> = {
  planned: { set_off: "en_route", check_in: "checked_in", report: "reported", miss: "missed", cancel: "cancelled", reschedule: "planned", edit: "planned" },
  en_route: { check_in: "checked_in", report: "reported", miss: "missed", cancel: "cancelled", reschedule: "planned" },
  checked_in: { check_out: "checked_out", report: "reported" },
  checked_out: { report: "reported" },
  reported: {},
  missed: { reschedule: "planned", reopen: "planned" },
  cancelled: { reopen: "planned" },
};

export function nextStatus(status: Status, action: Action): Status | undefined {
  return TRANSITIONS[status][action];
}

const ORDER: readonly Action[] = ["set_off", "check_in", "check_out", "report", "miss", "cancel", "reschedule", "reopen", "edit"];

export function actionsIn(status: Status): Action[] {
  return ORDER.filter((action) => TRANSITIONS[status][action] !== undefined);
}

const CONFIRMED_RADIUS_M = 200;
const GUESSED_RADIUS_M = 500;
const NEAR_M = 1_000;
const OLDEST_FIX_S = 300;
const COARSEST_FIX_M = 1_000;
const GOOD_FIX_M = 100;
const DETOUR = 1.35;
const TOWN_M = 12_000;
const TOWN_MS = 28_000 / 3600;
const ROAD_MS = 62_000 / 3600;
const PARKING_S = 240;

interface Fix {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy_m: number;
  readonly age_s: number;
}

interface Grading {
  readonly grade: Schemas["CheckGrade"];
  readonly doubt: Schemas["CheckDoubt"];
  readonly distance_m: number | null;
}

/** Never refuses: a fix counts as there when it may be. The server grades again and decides. */
export function gradeCheck(fix: Fix | null, place: Schemas["Position"] | null, isConfirmed: boolean): Grading {
  const distance = fix === null || place === null ? null : Math.round(metresBetween(fix, place) * 10) / 10;
  const doubt = doubtOf(fix, place);
  if (doubt !== "" || fix === null || distance === null) return { grade: "unverified", doubt, distance_m: distance };
  const atLeast = distance - fix.accuracy_m;
  const radius = isConfirmed ? CONFIRMED_RADIUS_M : GUESSED_RADIUS_M;
  return { grade: atLeast <= radius ? "verified" : atLeast <= NEAR_M ? "near" : "out_of_range", doubt: "", distance_m: distance };
}

function doubtOf(fix: Fix | null, place: Schemas["Position"] | null): Schemas["CheckDoubt"] {
  if (fix === null) return "no_fix";
  if (fix.age_s > OLDEST_FIX_S) return "old_fix";
  if (fix.accuracy_m > COARSEST_FIX_M) return "coarse_fix";
  return place === null ? "no_place" : "";
}

/** Whether a check-in's position should be offered for a customer without a good one. */
export function offersPosition(fix: { accuracy_m: number | null; age_s: number | null } | null, hasOwnPlace: boolean): boolean {
  return fix !== null && !hasOwnPlace && (fix.age_s ?? 0) <= OLDEST_FIX_S && (fix.accuracy_m ?? 0) <= GOOD_FIX_M;
}

/** The way by car: great circle times 1.35, slow in town, faster beyond 12 km. */
export function legBetween(a: Schemas["Position"] | null, b: Schemas["Position"] | null): Schemas["Leg"] | null {
  if (a === null || b === null) return null;
  const metres = metresBetween(a, b) * DETOUR;
  const seconds = Math.min(metres, TOWN_M) / TOWN_MS + Math.max(0, metres - TOWN_M) / ROAD_MS;
  return { distance_m: Math.round(metres * 10) / 10, duration_s: Math.round(seconds) + PARKING_S };
}
