import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Visit = Schemas["VisitSummary"];
export type VisitFile = Schemas["VisitPage"];
export type Stop = Schemas["Stop"];
export type VisitDay = Schemas["Day"];
export type Outcome = Schemas["Outcome"];
export type CheckGrade = Schemas["CheckGrade"];

export function dayQuery(day: string) {
  return queryOptions({
    queryKey: ["visit", "day", day],
    ...live("account"),
    queryFn: () => answer(api.GET("/api/v1/visits/day", { params: { query: { day } } })),
  });
}

export function teamDayQuery(day: string) {
  return queryOptions({
    queryKey: ["visit", "team-day", day],
    queryFn: () => answer(api.GET("/api/v1/visits/team-day", { params: { query: { day } } })),
  });
}

export function visitQuery(visitId: string) {
  return queryOptions({
    queryKey: ["visit", visitId],
    ...live("visit_check", "visit_report", "account", "opportunity", "contact"),
    queryFn: () => answer(api.GET("/api/v1/visits/{visit_id}", { params: { path: { visit_id: visitId } } })),
  });
}

/** One's plans that hold on a day, with what has come in their way. */
export function runningQuery(day: string) {
  return queryOptions({
    queryKey: ["plan", "running", day],
    ...live("visit", "calendar_event"),
    queryFn: () => answer(api.GET("/api/v1/planning/running", { params: { query: { day } } })),
  });
}
