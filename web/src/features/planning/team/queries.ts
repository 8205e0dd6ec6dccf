import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import { live } from "../../../api/liveStream";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];
export type TeamPlan = Schemas["TeamPlanRecord"];
export type TeamPerson = Schemas["TeamPerson"];
type TeamPlanBody = Schemas["TeamPlanBody"];

const WHILE_MAKING_MS = 1_500;

export const teamPlansQuery = queryOptions({
  queryKey: ["team_plan", "list"],
  ...live("plan"),
  queryFn: () => answer(api.GET("/api/v1/planning/team-plans")),
});

export function isMaking(plan: TeamPlan): boolean {
  return plan.state === "assigning" || (plan.plans.making ?? 0) > 0;
}

export function teamPlanQuery(teamPlanId: string) {
  return queryOptions({
    queryKey: ["team_plan", teamPlanId],
    ...live("plan"),
    queryFn: () => answer(api.GET("/api/v1/planning/team-plans/{team_plan_id}", { params: { path: { team_plan_id: teamPlanId } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isMaking(state.data) ? WHILE_MAKING_MS : false),
  });
}

/** Those whose plans one may ask for: their territories' loads come with them. */
export const loadsQuery = queryOptions({
  queryKey: ["rhythm", "loads"],
  queryFn: () => answer(api.GET("/api/v1/planning/loads")),
});

export function requestTeamPlan(body: TeamPlanBody) {
  return answer(api.POST("/api/v1/planning/team-plans", { body }));
}

function path(plan: TeamPlan) {
  return { params: { path: { team_plan_id: plan.id } } };
}

export function stopTeamPlan(plan: TeamPlan) {
  return answer(api.POST("/api/v1/planning/team-plans/{team_plan_id}/stop", path(plan)));
}

export function giveCustomer(plan: TeamPlan, accountId: string, personId: string) {
  return answer(api.POST("/api/v1/planning/team-plans/{team_plan_id}/give", { ...path(plan), body: { account_id: accountId, person_id: personId } }));
}

export function acceptPlans(plan: TeamPlan, people: readonly TeamPerson[]) {
  const plans = people.flatMap((each) => (each.plan_id === null ? [] : [{ plan_id: each.plan_id, revision: each.revision }]));
  return answer(api.POST("/api/v1/planning/team-plans/{team_plan_id}/accept", { ...path(plan), body: { plans } }));
}
