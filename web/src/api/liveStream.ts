import { useSyncExternalStore } from "react";
import { request } from "./client";
import { type Changes, LiveLink, type LiveState, type StreamSource } from "./live";
import { queryClient } from "./queryClient";
import { checkSession } from "./session";

const STREAM = "/api/sync/v1/stream";

let state: LiveState = "connecting";
const listeners = new Set<() => void>();

function setState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function openStream(): StreamSource {
  const events = new EventSource(STREAM);
  const source: StreamSource = { onhead: null, onbeat: null, onfail: null, close: () => events.close() };
  events.onopen = () => source.onbeat?.();
  events.onerror = () => source.onfail?.();
  events.addEventListener("head", (event) => {
    const { version } = JSON.parse((event as MessageEvent<string>).data) as { version: number };
    source.onhead?.(version);
  });
  // Sent with every check of the session (the heartbeat itself is a comment, which a page cannot see).
  events.addEventListener("access", () => source.onbeat?.());
  events.addEventListener("bye", () => {
    source.onfail?.();
    void checkSession();
  });
  return source;
}

/** A query is touched when its key starts with a changed type or `live(…)` names one. */
function refresh(types: ReadonlySet<string>): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey, meta }) => {
      const [first] = queryKey;
      const named = (meta?.live as readonly string[] | undefined) ?? [];
      return (typeof first === "string" && types.has(first)) || named.some((type) => types.has(type));
    },
  });
}

const link = new LiveLink({
  open: openStream,
  changes: (since) => request<Changes>("GET", `/api/sync/v1/changes?since=${since}`),
  changed: refresh,
  unsure: () => void queryClient.invalidateQueries(),
  state: setState,
  random: Math.random,
});

/** Starts the stream for a signed-in person; returns how to end it. */
export function startLive(): () => void {
  const wake = () => link.wake();
  const offline = () => link.offline();
  const shown = () => document.visibilityState === "visible" && link.wake();
  window.addEventListener("online", wake);
  window.addEventListener("offline", offline);
  document.addEventListener("visibilitychange", shown);
  link.start();
  return () => {
    window.removeEventListener("online", wake);
    window.removeEventListener("offline", offline);
    document.removeEventListener("visibilitychange", shown);
    link.stop();
  };
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => state,
  );
}

/** `useQuery({ queryKey: ["visit", id], ...live("account", "interaction"), queryFn })`: further types this query shows. */
export function live(...types: string[]): { meta: { live: string[] } } {
  return { meta: { live: types } };
}
