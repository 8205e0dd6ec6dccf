import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";

export type TripResult = components["schemas"]["TripResult"];
export type CustomerSpend = components["schemas"]["CustomerSpend"];
export type ResultOverview = components["schemas"]["ResultOverview"];
export type Grouping = ResultOverview["by"];

// The first word of a key is the type whose change the stream announces: a result lives by several.
export function useTripResult(id: string) {
  return useQuery({
    queryKey: ["trip", "result", id],
    queryFn: () => answer(api.GET("/api/v1/insights/trips/{trip_id}/result", { params: { path: { trip_id: id } } })),
    staleTime: 30_000,
    refetchOnMount: "always",
  });
}

export function useCustomerSpend(id: string) {
  return useQuery({
    queryKey: ["account", "spend", id],
    queryFn: () => answer(api.GET("/api/v1/insights/customers/{account_id}/spend", { params: { path: { account_id: id } } })),
    staleTime: 30_000,
    refetchOnMount: "always",
  });
}

export function useResults(by: Grouping, first: string, last: string) {
  return useQuery({
    queryKey: ["trip", "results", by, first, last],
    queryFn: () => answer(api.GET("/api/v1/insights/results", { params: { query: { by, first, last } } })),
    staleTime: 30_000,
    placeholderData: (before: ResultOverview | undefined) => before,
  });
}
