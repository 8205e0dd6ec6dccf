import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

export type Me = components["schemas"]["Me"];
export type Person = components["schemas"]["PersonSummary"];
export type Team = components["schemas"]["TeamSummary"];
export type Grade = components["schemas"]["GradeSummary"];
export type Territory = components["schemas"]["TerritorySummary"];
export type Role = components["schemas"]["Role"];

export const meQuery = queryOptions({
  queryKey: ["me"],
  ...live("person", "role_grant", "team", "company"),
  queryFn: () => answer(api.GET("/api/v1/identity/me")),
});

export const teamsQuery = queryOptions({
  queryKey: ["team"],
  ...live("role_grant", "person"),
  queryFn: () => answer(api.GET("/api/v1/identity/teams")),
});

export const gradesQuery = queryOptions({
  queryKey: ["grade"],
  queryFn: () => answer(api.GET("/api/v1/identity/grades")),
});

export const territoriesQuery = queryOptions({
  queryKey: ["territory"],
  ...live("territory_member"),
  queryFn: () => answer(api.GET("/api/v1/identity/territories")),
});

export const companyQuery = queryOptions({
  queryKey: ["company"],
  queryFn: () => answer(api.GET("/api/v1/identity/company")),
});

export const sessionsQuery = queryOptions({
  queryKey: ["my-sessions"],
  queryFn: () => answer(api.GET("/api/v1/identity/me/sessions")),
});

export const tokensQuery = queryOptions({
  queryKey: ["my-tokens"],
  queryFn: () => answer(api.GET("/api/v1/identity/me/tokens")),
});
