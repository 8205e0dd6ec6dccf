import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type DueItem = Schemas["DueItem"];
export type DueState = Schemas["DueState"];
export type Channel = Schemas["Channel"];
export type CustomerClass = Schemas["CustomerClass"];
export type Rhythm = Schemas["Rhythm"];

interface DueAsked {
  readonly state: DueState[];
  readonly customer_class: CustomerClass[];
  readonly channel: Channel[];
}

export function dueQuery(asked: DueAsked) {
  return infiniteQueryOptions({
    queryKey: ["rhythm", "due", asked],
    ...live("account", "opportunity"),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/v1/cadence/due", { params: { query: { ...asked, cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (last) => last.next_cursor,
  });
}

export const countsQuery = queryOptions({
  queryKey: ["rhythm", "counts"],
  queryFn: () => answer(api.GET("/api/v1/cadence/due/counts")),
});

export function rhythmQuery(accountId: string) {
  return queryOptions({
    queryKey: ["rhythm", accountId],
    queryFn: () => answer(api.GET("/api/v1/cadence/rhythms/{account_id}", { params: { path: { account_id: accountId } } })),
  });
}

interface RhythmSetting {
  readonly interval_days: number;
  readonly channel: Channel;
  readonly tolerance_pct: number;
  readonly note: string;
}

export function setRhythm(accountId: string, body: RhythmSetting) {
  return answer(api.PUT("/api/v1/cadence/rhythms/{account_id}", { params: { path: { account_id: accountId } }, body }));
}

export function resetRhythm(accountId: string) {
  return answer(api.DELETE("/api/v1/cadence/rhythms/{account_id}", { params: { path: { account_id: accountId } } }));
}

/** How full one's own territory is, and those of the people one leads. */
export const loadsQuery = queryOptions({
  queryKey: ["rhythm", "loads"],
  queryFn: () => answer(api.GET("/api/v1/planning/loads")),
});
