import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answer, api, request } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";
import { today } from "../../lib/dates";
import type { CustomerClass, LifecycleStage } from "./words";

type AccountSort = components["schemas"]["AccountSort"];

export interface Filters {
  q: string;
  customer_class: CustomerClass[];
  stage: LifecycleStage[];
  city: string[];
  tag: string[];
  owner: string[];
  sort: AccountSort;
}

export const NO_FILTERS: Filters = { q: "", customer_class: [], stage: [], city: [], tag: [], owner: [], sort: "name" };

export function isFiltered(filters: Filters): boolean {
  const { sort: _, q, ...lists } = filters;
  return q.trim() !== "" || Object.values(lists).some((list) => list.length > 0);
}

function asked(filters: Filters) {
  const { sort: _, ...query } = filters;
  return query;
}

export function useAccounts(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ["account", "list", filters],
    ...live("tag_link"),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/customers/accounts", {
          params: { query: { ...asked(filters), sort: filters.sort, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function useMapPoints(filters: Filters) {
  return useQuery({
    queryKey: ["account", "map", asked(filters)],
    queryFn: () => answer(api.GET("/api/v1/customers/accounts/map", { params: { query: asked(filters) } })),
    placeholderData: keepPreviousData,
  });
}

/** When the customers of one screen were last reached; asked in one go. */
export function useReached(ids: readonly string[]) {
  return useQuery({
    queryKey: ["interaction", "reached", ids],
    enabled: ids.length > 0,
    queryFn: async () => {
      const wanted = ids.slice(0, 200);
      const rows = await answer(api.GET("/api/v1/interactions/reached", { params: { query: { account_id: [...wanted] } } }));
      return new Map(rows.map((row) => [row.account_id, row]));
    },
    placeholderData: keepPreviousData,
  });
}

export function useAccountFile(id: string) {
  return useQuery({
    queryKey: ["account", "file", id],
    ...live("contact", "account_contact", "account_member", "opportunity", "order", "contract", "key_date", "project", "milestone", "tag_link", "field_value", "custom_field"),
    queryFn: () =>
      answer(api.GET("/api/v1/customers/accounts/{account_id}", { params: { path: { account_id: id }, query: { today: today() } } })),
  });
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ["interaction", "timeline", id],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/interactions/timeline/{account_id}", {
          params: { path: { account_id: id }, query: { limit: 30, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function useRhythm(id: string) {
  return useQuery({
    queryKey: ["rhythm", id],
    ...live("account", "interaction"),
    retry: false,
    queryFn: () => answer(api.GET("/api/v1/cadence/rhythms/{account_id}", { params: { path: { account_id: id } } })),
  });
}

export function useTripsTo(id: string) {
  return useQuery({
    queryKey: ["trip", "of-account", id],
    queryFn: () => answer(api.GET("/api/v1/trips/of-account/{account_id}", { params: { path: { account_id: id } } })),
  });
}

/** Cost to serve beside revenue, over twelve months. */
export function useSpend(id: string) {
  return useQuery({
    queryKey: ["insight", "spend", id],
    ...live("expense", "order", "trip"),
    retry: false,
    queryFn: () => answer(api.GET("/api/v1/insights/customers/{account_id}/spend", { params: { path: { account_id: id } } })),
  });
}

export function useVisitsTo(id: string) {
  return useQuery({
    queryKey: ["visit", "of-account", id],
    queryFn: () => answer(api.GET("/api/v1/visits/of-account/{account_id}", { params: { path: { account_id: id } } })),
  });
}

/** Who is due, for the map: the first thousand. */
export function useDueStates(enabled: boolean) {
  return useQuery({
    queryKey: ["rhythm", "due-states"],
    ...live("account"),
    enabled,
    queryFn: async () => {
      const states = new Map<string, components["schemas"]["DueState"]>();
      let cursor: string | null = "";
      for (let page = 0; page < 5 && cursor !== null; page += 1) {
        const more: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const found: components["schemas"]["Page_DueItem_"] = await request("GET", `/api/v1/cadence/due?limit=200${more}`);
        for (const item of found.items) states.set(item.account_id, item.due.state);
        cursor = found.next_cursor;
      }
      return states;
    },
  });
}

const FOR_A_DAY = 24 * 3600 * 1000;

export function useCities() {
  return useQuery({
    queryKey: ["reference", "cities"],
    staleTime: FOR_A_DAY,
    queryFn: () => answer(api.GET("/api/v1/customers/accounts/cities")),
  });
}

export function useTags() {
  return useQuery({ queryKey: ["tag", "all"], queryFn: () => answer(api.GET("/api/v1/customers/tags")) });
}

export function useViews() {
  return useQuery({
    queryKey: ["saved_view", "account"],
    queryFn: () => answer(api.GET("/api/v1/customers/views", { params: { query: { subject_kind: "account" } } })),
  });
}

export function usePipelines() {
  return useQuery({
    queryKey: ["pipeline", "all"],
    ...live("stage"),
    queryFn: () => answer(api.GET("/api/v1/customers/pipelines")),
  });
}

export function useBoard(pipelineId: string | undefined, owner: string | null) {
  return useQuery({
    queryKey: ["opportunity", "board", pipelineId, owner],
    enabled: pipelineId !== undefined,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET("/api/v1/customers/pipelines/{pipeline_id}/board", {
          params: { path: { pipeline_id: pipelineId ?? "" }, query: owner === null ? {} : { owner } },
        }),
      ),
  });
}

export function useLeads(open: boolean) {
  const status: components["schemas"]["LeadStatus"][] = open
    ? ["new", "contacted", "nurturing", "qualified"]
    : ["converted", "disqualified"];
  return useInfiniteQuery({
    queryKey: ["lead", "list", open],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/customers/leads", {
          params: { query: { status, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function useAccountFields() {
  return useQuery({
    queryKey: ["custom_field", "account"],
    queryFn: () => answer(api.GET("/api/v1/customers/fields", { params: { query: { subject_kind: "account" } } })),
  });
}
