import type { Middleware } from "openapi-fetch";
import { unreachable } from "../api/problem";
import { type AnyAsked, readingOf, writingOf } from "./registry";
import { type LocalSource, localSource } from "./source";

/** A route's path and query, as kept answers are named. */
function keptName(url: string): string {
  const { pathname, search } = new URL(url, "http://device");
  return pathname + search;
}

/** Gives the answer of this device, or nothing when the server is to be asked. */
async function answerHere(source: LocalSource, method: string, path: string, asked: AnyAsked): Promise<Response | undefined> {
  if (method === "GET") {
    const told = readingOf(path)?.(source.view(), asked);
    return told === undefined ? undefined : Response.json(told);
  }
  const change = writingOf(method, path)?.(source.view(), asked);
  if (change === undefined) return undefined;
  await source.save(change.ops);
  return Response.json(change.answer(source.view()) ?? null);
}

/** The last answer that was kept of a route, when the server cannot be reached. */
export async function keptAnswer(method: string, url: string): Promise<Response | undefined> {
  const source = localSource();
  if (source === null || method !== "GET") return undefined;
  const kept = await source.kept(keptName(url));
  return kept === undefined ? undefined : Response.json(kept.body);
}

/** Lets the typed client ask this device first, and what it kept when there is no network. */
export const here: Middleware = {
  async onRequest({ request, schemaPath, params }) {
    const source = localSource();
    if (source === null) return undefined;
    const written = request.method === "GET" ? "" : await request.clone().text();
    const asked: AnyAsked = {
      path: params.path ?? {},
      query: params.query ?? {},
      body: written === "" ? undefined : JSON.parse(written),
      me: source.personId,
      now: new Date(),
    };
    return answerHere(source, request.method, schemaPath, asked);
  },
  async onError({ request }) {
    return (await keptAnswer(request.method, request.url)) ?? unreachable();
  },
};
