import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";
import { HOME_ZONE, instantOf } from "../../lib/dates";
import { clock } from "./words";

type Schemas = components["schemas"];
export type SlotAnswer = Schemas["SlotAnswer"];
export type SlotOffer = Schemas["SlotOffer"];
export type FreeTime = Schemas["FreeTime"];
export type NearbyOffer = Schemas["NearbyOffer"];

/** Which part of the day somebody would like. */
export type DayPart = "any" | "morning" | "afternoon" | "own";

interface SlotWish {
  readonly account_id: string;
  readonly minutes: number | null;
  readonly from_minute: number | null;
  readonly until_minute: number | null;
}

const NOON = 12 * 60;

/** "13:30" → 810; null when it is no time. */
export function minuteOf(text: string): number | null {
  const [hour = "", minute = ""] = text.split(":");
  return /^\d{1,2}:\d{2}/.test(text) ? Number(hour) * 60 + Number(minute) : null;
}

/** The hours of the day that are asked for. */
export function hoursOf(part: DayPart, from: string, until: string): { from_minute: number | null; until_minute: number | null } {
  if (part === "morning") return { from_minute: null, until_minute: NOON };
  if (part === "afternoon") return { from_minute: NOON, until_minute: null };
  return part === "own" ? { from_minute: minuteOf(from), until_minute: minuteOf(until) } : { from_minute: null, until_minute: null };
}

export function slotsQuery(wish: SlotWish) {
  return queryOptions({
    queryKey: ["visit", "slots", wish],
    enabled: wish.account_id !== "",
    ...live("plan", "event", "account"),
    queryFn: () => answer(api.POST("/api/v1/planning/slots/find", { body: wish })),
  });
}

export function takeSlot(accountId: string, offer: SlotOffer) {
  const { day, start_s, leave_s, plan_id, plan_revision, position } = offer;
  const minutes = Math.round((leave_s - start_s) / 60);
  return answer(api.POST("/api/v1/planning/slots/take", { body: { account_id: accountId, day, start_s, minutes, plan_id, plan_revision, position } }));
}

export function cancelVisit(visitId: string, reason: string) {
  return answer(api.POST("/api/v1/visits/{visit_id}/cancel", { params: { path: { visit_id: visitId } }, body: { reason } }));
}

/** Takes a chosen time back: out of the plan, out of the diary. */
export async function giveBack(taken: Schemas["TakenSlot"], reason: string): Promise<void> {
  if (taken.plan_id !== null)
    await answer(api.POST("/api/v1/planning/plans/{plan_id}/undo", { params: { path: { plan_id: taken.plan_id } }, body: { revision: taken.plan_revision } }));
  await cancelVisit(taken.visit_id, reason);
}

interface FreeWish {
  readonly starts_at: string;
  readonly minutes: number | null;
  readonly here: { lat: number; lon: number } | null;
}

export function freeTimeQuery(wish: FreeWish) {
  return queryOptions({
    queryKey: ["visit", "free-time", wish],
    ...live("event", "account", "rhythm"),
    placeholderData: (before: FreeTime | undefined) => before,
    queryFn: () => answer(api.POST("/api/v1/planning/free-time", { body: wish })),
  });
}

interface Span {
  readonly start_s: number;
  readonly leave_s: number;
}

/** Enters a visit of today at the time it fits. */
export function visitAt(accountId: string, day: string, { start_s, leave_s }: Span) {
  const at = (seconds: number) => instantOf(day, clock(seconds));
  const body = { account_id: accountId, starts_at: at(start_s), ends_at: at(leave_s), zone: HOME_ZONE, certainty: "flexible_day", goal: "", contact_ids: [] } as const;
  return answer(api.POST("/api/v1/visits", { body: { ...body, contact_ids: [] } }));
}

/** About a hundred metres: a new fix of the device does not ask again for every step. */
export function roughly(place: { lat: number; lon: number } | null): { lat: number; lon: number } | null {
  return place && { lat: Number(place.lat.toFixed(3)), lon: Number(place.lon.toFixed(3)) };
}
