import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { showDone, showRefused } from "../../ui/undo";
import type { CalendarEvent, EventBody } from "./queries";
import { useText } from "./text";

function refuse(error: Error): void {
  showRefused(error instanceof Problem ? `${error.body.title} ${error.body.action}` : error.message);
}

/** An event as the body that writes it again. */
function bodyOf(event: CalendarEvent, startsAt: string, endsAt: string): EventBody {
  return {
    person_id: event.person_id,
    kind: event.kind,
    title: event.title,
    place: event.place,
    zone: event.zone,
    starts_at: startsAt,
    ends_at: endsAt,
    busy_state: event.busy_state,
    account_id: event.account_id ?? null,
  };
}

/** A visit's event moves with its visit; any other is moved itself. */
async function moveTo(event: CalendarEvent, startsAt: string, endsAt: string): Promise<readonly CalendarEvent[]> {
  if (event.kind === "visit" && event.subject_id) {
    const told = { params: { path: { visit_id: event.subject_id } }, body: { starts_at: startsAt, ends_at: endsAt } };
    return (await answer(api.POST("/api/v1/visits/{visit_id}/move", told))).clashes;
  }
  const told = { params: { path: { event_id: event.id } }, body: bodyOf(event, startsAt, endsAt) };
  return (await answer(api.PUT("/api/v1/schedule/events/{event_id}", told))).clashes;
}

export function useMoveEvent() {
  const t = useText();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "calendar_event" || queryKey[0] === "visit" });
  return async (event: CalendarEvent, startsAt: string, endsAt: string) => {
    try {
      const clashes = await moveTo(event, startsAt, endsAt);
      const back = () => void moveTo(event, event.starts_at, event.ends_at).then(refresh, refuse);
      showDone(clashes.length === 0 ? t("moved") : t("moved.clash", { title: clashes[0]?.title ?? "" }), back);
    } catch (error) {
      refuse(error as Error);
    }
    await refresh();
  };
}

export function useSaveEvent(event: CalendarEvent | null) {
  const t = useText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EventBody) =>
      event === null
        ? answer(api.POST("/api/v1/schedule/events", { body }))
        : answer(api.PUT("/api/v1/schedule/events/{event_id}", { params: { path: { event_id: event.id } }, body })),
    onSuccess: async ({ clashes }) => {
      showDone(clashes.length === 0 ? t("saved") : t("moved.clash", { title: clashes[0]?.title ?? "" }));
      await client.invalidateQueries({ queryKey: ["calendar_event"] });
    },
  });
}

export function useCancelEvent() {
  const t = useText();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["calendar_event"] });
  return useMutation({
    mutationFn: (event: CalendarEvent) =>
      answer(api.DELETE("/api/v1/schedule/events/{event_id}", { params: { path: { event_id: event.id } } })),
    onSuccess: async (_, event) => {
      const back = () => void answer(api.POST("/api/v1/schedule/events", { body: bodyOf(event, event.starts_at, event.ends_at) })).then(refresh, refuse);
      showDone(t("cancelled"), back);
      await refresh();
    },
    onError: refuse,
  });
}
