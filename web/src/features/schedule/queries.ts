import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";
import { addDays } from "../../lib/dates";
import { monthDays } from "./months";

type Schemas = components["schemas"];
export type CalendarEvent = Schemas["EventRecord"];
export type WorkingDay = Schemas["WorkingDay"];
export type Calendar = Schemas["Calendar"];
export type EventBody = Schemas["EventBody"];

const span = (monday: string) => ({ first: monday, last: addDays(monday, 6) });

export function weekQuery(monday: string) {
  return queryOptions({
    queryKey: ["calendar_event", "week", monday],
    ...live("company_day"),
    queryFn: () => answer(api.GET("/api/v1/schedule/calendar", { params: { query: span(monday) } })),
  });
}

export function teamQuery(monday: string) {
  return queryOptions({
    queryKey: ["calendar_event", "team", monday],
    ...live("company_day", "sharing_choice", "person"),
    queryFn: () => answer(api.GET("/api/v1/schedule/timeline", { params: { query: span(monday) } })),
  });
}

export function sharingQuery() {
  return queryOptions({
    queryKey: ["sharing_choice"],
    queryFn: () => answer(api.GET("/api/v1/schedule/sharing")),
  });
}

export function monthQuery(month: string) {
  return queryOptions({
    queryKey: ["company_day", month],
    queryFn: () => answer(api.GET("/api/v1/schedule/working-days", { params: { query: monthDays(month) } })),
  });
}
