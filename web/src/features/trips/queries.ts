import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

export type Trip = components["schemas"]["TripPage"];
export type TripLine = components["schemas"]["TripSummary"];
export type TripState = components["schemas"]["TripState"];
export type TripAction = components["schemas"]["TripAction"];
export type Cost = components["schemas"]["CostRecord"];
export type Finding = components["schemas"]["FindingRecord"];
export type Chain = components["schemas"]["ChainRecord"];
export type TripBody = components["schemas"]["TripBody"];
export type City = components["schemas"]["CityChoice"];

export function useTrips(states: readonly TripState[]) {
  return useInfiniteQuery({
    queryKey: ["trip", "list", states],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/v1/trips", { params: { query: { cursor: pageParam, limit: 50, state: [...states] } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useTrip(id: string) {
  return useQuery({
    queryKey: ["trip", "page", id],
    ...live("approval_task", "approval_chain", "trip_version"),
    queryFn: () => answer(api.GET("/api/v1/trips/{trip_id}", { params: { path: { trip_id: id } } })),
  });
}

export function useChains(id: string) {
  return useQuery({
    queryKey: ["approval_chain", "trip", id],
    ...live("approval_task"),
    queryFn: () =>
      answer(
        api.GET("/api/v1/approvals/chains/{subject_kind}/{subject_id}", {
          params: { path: { subject_kind: "trip", subject_id: id } },
        }),
      ),
  });
}

export function useCities() {
  return useQuery({
    queryKey: ["cities"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET("/api/v1/standards/cities")),
  });
}

export function useWaiting() {
  return useQuery({
    queryKey: ["approval_task", "count"],
    queryFn: () => answer(api.GET("/api/v1/approvals/inbox/count")),
  });
}

type Plain = "recall" | "drop-change" | "start" | "complete" | "close";

/** Moves the trip along and shows what became of it, also before the stream says so. */
export function useStep(trip: Trip) {
  const queries = useQueryClient();
  const params = { path: { trip_id: trip.id } };
  return useMutation({
    mutationFn: (step: Plain | { kind: "submit" } | { kind: "request-change" | "cancel"; reason: string }) => {
      if (typeof step === "string") return answer(api.POST(`/api/v1/trips/{trip_id}/${step}`, { params }));
      if (step.kind === "submit")
        return answer(api.POST("/api/v1/trips/{trip_id}/submit", { params, body: { version: trip.version } }));
      return answer(api.POST(`/api/v1/trips/{trip_id}/${step.kind}`, { params, body: { reason: step.reason } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["trip"] }),
  });
}

interface CostChange {
  readonly cost: Cost | null;
  readonly category?: Cost["category"];
  readonly label?: string;
  readonly amount: number;
  readonly reason: string;
}

export function useCost(trip: Trip) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ cost, category = "other", label = "", amount, reason }: CostChange) => {
      const body = { version: trip.version, amount_minor: amount, reason };
      if (cost === null)
        return answer(
          api.POST("/api/v1/trips/{trip_id}/costs", { params: { path: { trip_id: trip.id } }, body: { ...body, category, label } }),
        );
      const path = { trip_id: trip.id, cost_id: cost.id };
      return answer(api.PUT("/api/v1/trips/{trip_id}/costs/{cost_id}", { params: { path }, body }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["trip"] }),
  });
}

export function useSaveTrip(existing: Trip | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: TripBody) =>
      existing === null
        ? answer(api.POST("/api/v1/trips", { body }))
        : answer(
            api.PUT("/api/v1/trips/{trip_id}", {
              params: { path: { trip_id: existing.id } },
              body: { ...body, version: existing.version },
            }),
          ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["trip"] }),
  });
}
