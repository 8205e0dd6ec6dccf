import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

export type InboxItem = components["schemas"]["InboxItem"];
export type Rule = components["schemas"]["RoutingRule"];
type RuleBody = components["schemas"]["RuleBody"];
export type Step = components["schemas"]["RuleStepSpec"];
type DryRunBody = components["schemas"]["DryRunBody"];

export function useInbox() {
  return useInfiniteQuery({
    queryKey: ["approval_task", "inbox"],
    ...live("approval_chain", "trip", "expense_report"),
    queryFn: ({ pageParam }) => answer(api.GET("/api/v1/approvals/inbox", { params: { query: { cursor: pageParam, limit: 50 } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useTask(id: string) {
  return useQuery({
    queryKey: ["approval_task", "one", id],
    queryFn: () => answer(api.GET("/api/v1/approvals/tasks/{task_id}", { params: { path: { task_id: id } } })),
  });
}

export function useRules() {
  return useQuery({
    queryKey: ["approval_rule", "list"],
    queryFn: () => answer(api.GET("/api/v1/approvals/rules")),
  });
}

export function useTeams() {
  return useQuery({ queryKey: ["team", "list"], queryFn: () => answer(api.GET("/api/v1/identity/teams")) });
}

export function useSaveRule(rule: Rule | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RuleBody) =>
      rule === null
        ? answer(api.POST("/api/v1/approvals/rules", { body }))
        : answer(api.PUT("/api/v1/approvals/rules/{rule_id}", { params: { path: { rule_id: rule.id } }, body: { ...body, version: rule.version } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["approval_rule"] }),
  });
}

export function useRemoveRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rule: Rule) => answer(api.DELETE("/api/v1/approvals/rules/{rule_id}", { params: { path: { rule_id: rule.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["approval_rule"] }),
  });
}

export function useDryRun() {
  return useMutation({ mutationFn: (body: DryRunBody) => answer(api.POST("/api/v1/approvals/rules/dry-run", { body })) });
}
