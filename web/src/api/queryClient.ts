import { QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

function worthRetrying(failures: number, error: Error): boolean {
  const status = error instanceof Problem ? error.body.status : 0;
  return failures < 2 && (status === 0 || status === 429 || status === 503);
}

/** A session that ended while the page was open: sign in again and come back here. */
function onError(error: Error): void {
  const ended = error instanceof Problem && error.body.status === 401;
  if (!ended || window.location.pathname.startsWith("/sign-in")) return;
  const next = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  defaultOptions: {
    // The stream says when something changed; time alone makes nothing stale within five minutes.
    queries: { staleTime: 300_000, retry: worthRetrying, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});
