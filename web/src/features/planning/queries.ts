import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Plan = Schemas["PlanRecord"];
export type MovePrice = Schemas["MovePrice"];
export type PlanDay = Schemas["PlanDay"];
export type PlanStop = Schemas["PlanStop"];
export type PlanRide = Schemas["PlanRide"];
export type PlanSummary = Schemas["PlanSummary"];
export type LeftOut = Schemas["LeftOutRecord"];
export type AccountFacts = Schemas["AccountFacts"];
type PlanBody = Schemas["PlanBody"];

export const plansQuery = queryOptions({
  queryKey: ["plan", "list"],
  queryFn: () => answer(api.GET("/api/v1/planning/plans", { params: { query: { limit: 30 } } })),
});

export function planQuery(planId: string) {
  return queryOptions({
    queryKey: ["plan", planId],
    ...live("hotel"),
    queryFn: () => answer(api.GET("/api/v1/planning/plans/{plan_id}", { params: { path: { plan_id: planId } } })),
  });
}

const POLL_MS = 700;

export function jobQuery(jobId: string | null | undefined) {
  return queryOptions({
    queryKey: ["job", jobId],
    enabled: Boolean(jobId),
    refetchInterval: POLL_MS,
    queryFn: () => answer(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: jobId ?? "" } } })),
  });
}

/** The cities of one's customers that are due, with how many: where a plan may look. */
export const citiesQuery = queryOptions({
  queryKey: ["rhythm", "cities"],
  queryFn: () => answer(api.GET("/api/v1/cadence/due", { params: { query: { limit: 200 } } })),
});

export function requestPlan(body: PlanBody) {
  return answer(api.POST("/api/v1/planning/plans", { body }));
}

function priceMove(planId: string, accountId: string, day: number | null, position: number | null = null) {
  const body = { account_id: accountId, day, position };
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/price", { params: { path: { plan_id: planId } }, body }));
}

export function priceQuery(plan: Plan, accountId: string, day: number) {
  return queryOptions({
    queryKey: ["plan", plan.id, "price", plan.revision, accountId, day],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => priceMove(plan.id, accountId, day),
  });
}

export function whyNotQuery(plan: Plan, accountId: string) {
  return queryOptions({
    queryKey: ["plan", plan.id, "why-not", plan.revision, accountId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      answer(
        api.GET("/api/v1/planning/plans/{plan_id}/why-not/{account_id}", {
          params: { path: { plan_id: plan.id, account_id: accountId } },
        }),
      ),
  });
}

export function moveStop(plan: Plan, accountId: string, day: number, position: number | null = null) {
  const body = { account_id: accountId, day, position, revision: plan.revision };
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/move", { params: { path: { plan_id: plan.id } }, body }));
}

export type Change = "pin" | "unpin" | "exclude" | "restore" | "force-in";

export function changePlan(plan: Plan, change: Change, accountId: string): Promise<Plan> {
  const options = { params: { path: { plan_id: plan.id } }, body: { account_id: accountId, revision: plan.revision } };
  switch (change) {
    case "pin":
      return answer(api.POST("/api/v1/planning/plans/{plan_id}/pin", options));
    case "unpin":
      return answer(api.POST("/api/v1/planning/plans/{plan_id}/unpin", options));
    case "exclude":
      return answer(api.POST("/api/v1/planning/plans/{plan_id}/exclude", options));
    case "restore":
      return answer(api.POST("/api/v1/planning/plans/{plan_id}/restore", options));
    case "force-in":
      return answer(api.POST("/api/v1/planning/plans/{plan_id}/force-in", options));
  }
}

function seen(plan: Plan) {
  return { params: { path: { plan_id: plan.id } }, body: { revision: plan.revision } };
}

export function undoPlan(plan: Plan) {
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/undo", seen(plan)));
}

export function acceptPlan(plan: Plan) {
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/accept", seen(plan)));
}

export function stopPlan(plan: Plan) {
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/stop", { params: { path: { plan_id: plan.id } } }));
}

export function improvePlan(plan: Plan) {
  return answer(api.POST("/api/v1/planning/plans/{plan_id}/improve", { params: { path: { plan_id: plan.id } } }));
}
