import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { answer, api, request } from "../api/client";
import type { NewOp } from "../replica/core/types";
import { keepAhead } from "./kept";
import { keeps, reads, writes } from "./registry";
import { type KeptAnswer, type LocalSource, setLocalSource } from "./source";
import { RowsInMemory } from "./testing";

// The client takes the fetch it finds when it is made.
const network = vi.hoisted(() => {
  const fake = vi.fn<typeof fetch>();
  vi.stubGlobal("fetch", fake);
  return fake;
});
const kept = new Map<string, KeptAnswer>();
const saved: NewOp[] = [];
const view = new RowsInMemory({ tag: [{ id: "t1", name: "重点" }] });
const source: LocalSource = {
  personId: "me",
  view: () => view,
  save: async (ops) => void saved.push(...ops),
  kept: async (path) => kept.get(path),
  keep: async (path, body) => void kept.set(path, { body, at: Date.now() }),
};

beforeAll(() => {
  reads("/api/v1/customers/tags", (here) => [...here.rows("tag")] as never);
  reads("/api/v1/visits/{visit_id}", () => undefined);
  writes("post", "/api/v1/visits/{visit_id}/set-off", (_view, { path }) => ({
    ops: [{ type: "visit", id: path.visit_id, kind: "command", command: "set_off" }],
    answer: () => ({ id: path.visit_id }) as never,
  }));
  keeps(() => ["/api/v1/insights/one", "/api/v1/insights/gone", "/api/v1/insights/two"]);
});
beforeEach(() => {
  network.mockRejectedValue(new TypeError("no network"));
  setLocalSource(source);
});
afterAll(() => void vi.unstubAllGlobals());
afterEach(() => {
  network.mockReset();
  kept.clear();
  saved.length = 0;
});

describe("a route that this device answers", () => {
  it("asks nobody", async () => {
    expect(await answer(api.GET("/api/v1/customers/tags"))).toEqual([{ id: "t1", name: "重点" }]);
    expect(network).not.toHaveBeenCalled();
  });

  it("saves a change before it answers", async () => {
    const told = await answer(api.POST("/api/v1/visits/{visit_id}/set-off", { params: { path: { visit_id: "v1" } } }));
    expect(told).toEqual({ id: "v1" });
    expect(saved).toMatchObject([{ id: "v1", command: "set_off" }]);
  });

  it("is asked of the server when no replica is open", async () => {
    setLocalSource(null);
    await expect(answer(api.GET("/api/v1/customers/tags"))).rejects.toMatchObject({ body: { code: "web.unreachable" } });
    expect(network).toHaveBeenCalledOnce();
  });
});

describe("what only the server can answer", () => {
  const visit = { params: { path: { visit_id: "v9" } } };

  it("comes from what was kept when there is no network, and else says so", async () => {
    await expect(answer(api.GET("/api/v1/visits/{visit_id}", visit))).rejects.toMatchObject({ body: { code: "web.unreachable" } });
    kept.set("/api/v1/visits/v9", { body: { id: "v9" }, at: 1 });
    expect(await answer(api.GET("/api/v1/visits/{visit_id}", visit))).toEqual({ id: "v9" });
    expect(await request("GET", "/api/v1/visits/v9")).toEqual({ id: "v9" });
    await expect(request("POST", "/api/v1/visits/v9")).rejects.toMatchObject({ body: { code: "web.unreachable" } });
  });

  it("is fetched ahead once in ten minutes, past what is gone, until the network is", async () => {
    const now = new Date();
    network.mockImplementation(async (path) =>
      String(path).endsWith("gone") ? Response.json({ code: "core.not_found" }, { status: 404 }) : Response.json({ path }),
    );
    const ask = (path: string) => request("GET", path);
    expect(await keepAhead(source, ask, now)).toBe(2);
    expect(await keepAhead(source, ask, now)).toBe(0);
    kept.clear();
    network.mockRejectedValue(new TypeError("no network"));
    expect(await keepAhead(source, ask, now)).toBe(0);
  });
});
