import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, request } from "../../api/client";
import type { components } from "../../api/schema";

export type ImportSummary = components["schemas"]["ImportSummary"];
export type ImportLine = components["schemas"]["ImportLine"];
export type LineState = ImportLine["state"];
type Step = "check" | "apply" | "undo";

const WORKING: readonly string[] = ["checking", "applying", "undoing"];
const POLL_MS = 700;

export function isWorking(batch: ImportSummary): boolean {
  return WORKING.includes(batch.state);
}

export function useImports() {
  return useQuery({
    queryKey: ["import", "list"],
    queryFn: () => answer(api.GET("/api/v1/rollout/imports", { params: { query: { limit: 30 } } })),
  });
}

export function useImport(id: string) {
  return useQuery({
    queryKey: ["import", "one", id],
    queryFn: () => answer(api.GET("/api/v1/rollout/imports/{import_id}", { params: { path: { import_id: id } } })),
    // The stream brings the end; while a job works its progress is asked for.
    refetchInterval: (query) => (query.state.data !== undefined && isWorking(query.state.data) ? POLL_MS : false),
  });
}

export function useProgress(batch: ImportSummary) {
  const job = batch.job_id ?? "";
  return useQuery({
    queryKey: ["import", "job", job],
    enabled: job !== "" && isWorking(batch),
    queryFn: () => answer(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: job } } })),
    refetchInterval: POLL_MS,
  });
}

export function useLines(id: string, state: LineState | null, version: number) {
  return useInfiniteQuery({
    queryKey: ["import", "lines", id, state, version],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/rollout/imports/{import_id}/lines", {
          params: { path: { import_id: id }, query: { cursor: pageParam, limit: 50, ...(state === null ? {} : { state }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return request<ImportSummary>("POST", "/api/v1/rollout/imports", form);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["import", "list"] }),
  });
}

export function useSteps(id: string) {
  const client = useQueryClient();
  const keep = (batch: ImportSummary) => client.setQueryData(["import", "one", id], batch);
  const path = { params: { path: { import_id: id } } };
  const map = useMutation({
    mutationFn: (columns: Record<string, number>) =>
      answer(api.PUT("/api/v1/rollout/imports/{import_id}/columns", { ...path, body: { columns } })),
    onSuccess: keep,
  });
  const step = useMutation({
    mutationFn: (name: Step) => {
      if (name === "check") return answer(api.POST("/api/v1/rollout/imports/{import_id}/check", path));
      if (name === "apply") return answer(api.POST("/api/v1/rollout/imports/{import_id}/apply", path));
      return answer(api.POST("/api/v1/rollout/imports/{import_id}/undo", path));
    },
    onSuccess: keep,
  });
  const decide = useMutation({
    mutationFn: ({ line, decision }: { line: number; decision: "create" | "skip" }) =>
      answer(
        api.PUT("/api/v1/rollout/imports/{import_id}/lines/{line}", {
          params: { path: { import_id: id, line } },
          body: { decision },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["import"] }),
  });
  return { map, step, decide };
}
