import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { fixBody, type GeoFix } from "../../device/geo";
import { showDone, showRefused } from "../../ui/undo";
import type { components } from "../../api/schema";
import { useText } from "./text";

type Schemas = components["schemas"];
type Checked = Schemas["CheckedVisit"];

function refuse(error: Error): void {
  showRefused(error instanceof Problem ? `${error.body.title} ${error.body.action}` : error.message);
}

/** Refreshes what shows visits at once; other people's screens follow by the stream. */
function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["visit"] });
}

const path = (visitId: string) => ({ params: { path: { visit_id: visitId } } });

export function useCheck(kind: "in" | "out") {
  const t = useText();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ visitId, fix }: { visitId: string; fix: GeoFix | null }): Promise<Checked> => {
      const told = { ...path(visitId), body: { fix: fixBody(fix) } };
      return kind === "in"
        ? answer(api.POST("/api/v1/visits/{visit_id}/check-in", told))
        : answer(api.POST("/api/v1/visits/{visit_id}/check-out", told));
    },
    onSuccess: async (checked) => {
      if (kind === "in") showDone(`${t("checked.in")} · ${t(`grade.${checked.check.grade}`)}`);
      await refresh();
    },
    onError: refuse,
  });
}

export function useSetOff() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (visitId: string) => answer(api.POST("/api/v1/visits/{visit_id}/set-off", path(visitId))),
    onSuccess: refresh,
    onError: refuse,
  });
}

export function useReopen() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (visitId: string) => answer(api.POST("/api/v1/visits/{visit_id}/reopen", path(visitId))),
    onSuccess: refresh,
    onError: refuse,
  });
}

/** Missed or cancelled, with the way back in the toast. */
export function useGiveUp() {
  const t = useText();
  const refresh = useRefresh();
  const reopen = useReopen();
  return useMutation({
    mutationFn: ({ visitId, how, reason }: { visitId: string; how: "miss" | "cancel"; reason: string }) =>
      how === "miss"
        ? answer(api.POST("/api/v1/visits/{visit_id}/miss", { ...path(visitId), body: { reason } }))
        : answer(api.POST("/api/v1/visits/{visit_id}/cancel", { ...path(visitId), body: { reason } })),
    onSuccess: async (visit) => {
      showDone(t(`done.${visit.status === "missed" ? "missed" : "cancelled"}`), () => reopen.mutate(visit.id));
      await refresh();
    },
  });
}

export function useMove() {
  const t = useText();
  const refresh = useRefresh();
  const move = useMutation({
    mutationFn: (to: { visitId: string; startsAt: string; endsAt: string }) =>
      answer(
        api.POST("/api/v1/visits/{visit_id}/move", {
          ...path(to.visitId),
          body: { starts_at: to.startsAt, ends_at: to.endsAt },
        }),
      ),
    onSuccess: refresh,
  });
  return (visit: Schemas["VisitSummary"], startsAt: string, endsAt: string) =>
    move
      .mutateAsync({ visitId: visit.id, startsAt, endsAt })
      .then(({ clashes }) => {
        const back = () => void move.mutateAsync({ visitId: visit.id, startsAt: visit.starts_at, endsAt: visit.ends_at });
        showDone(clashes.length === 0 ? t("done.moved") : t("done.moved.clash", { title: clashes[0]?.title ?? "" }), back);
      })
      .catch(refuse);
}

export function useAdoptPosition() {
  const t = useText();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (visitId: string) => answer(api.POST("/api/v1/visits/{visit_id}/adopt-position", path(visitId))),
    onSuccess: async () => {
      showDone(t("done.placed"));
      await refresh();
    },
    onError: refuse,
  });
}
