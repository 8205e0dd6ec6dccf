import createClient, { type Middleware } from "openapi-fetch";
import i18next from "i18next";
import { here, keptAnswer } from "../local/middleware";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found === undefined ? "" : decodeURIComponent(found.slice(name.length + 1));
}

function decorate(headers: Headers, method: string): void {
  headers.set("Accept-Language", i18next.language || "zh-Hans");
  if (!SAFE.has(method.toUpperCase())) headers.set("X-CSRFToken", cookie("csrftoken"));
}

const manners: Middleware = {
  onRequest({ request }) {
    decorate(request.headers, request.method);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
};

/**
 * The typed client: `answer(api.GET("/api/v1/…", { params }))`. Refusals are thrown as `Problem`. A device that works
 * without network answers what it can itself (src/local).
 */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin" });
api.use(here, manners);

/** The body of a successful answer (the manners above have thrown for any other). */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** For routes outside the OpenAPI description (sync, sign-in, file upload). Same manners, same Problems. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = new Headers({ Accept: "application/json" });
  decorate(headers, method);
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch(async () => {
    const kept = await keptAnswer(method, path);
    if (kept === undefined) throw unreachable();
    return kept;
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
