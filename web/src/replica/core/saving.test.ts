// @vitest-environment node
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AT, Bench, patch, put, step } from "../model/bench";
import { SaveRefused } from "./saving";

describe("saving", () => {
  it("shows a saved change at once and after a crash", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { goal: "look", count: 2 })]);
    bench.save(patch("v1", "goal", "sell"), step("v1"), {
      kind: "command",
      type: "visit",
      id: "v1",
      command: "check_in",
    });
    for (const device of [bench.device, bench.started()])
      expect(device.view.row("visit", "v1")).toEqual({ id: "v1", goal: "sell", count: 3, state: "here" });
  });

  it("starts the second own edit of a field from the first, so that they never conflict", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { goal: "look" })]);
    const [one, two] = bench.save(patch("v1", "goal", "sell"), patch("v1", "goal", "sell more"));
    const [three] = bench.save(patch("v1", "goal", "rest"));
    expect([one, two, three].map((op) => op?.set?.goal)).toEqual([
      { was: "look", to: "sell" },
      { was: "sell", to: "sell more" },
      { was: "sell more", to: "rest" },
    ]);
  });

  it("sends of a long text only the hash of what it started from", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { notes: "客户" })]);
    const [op] = bench.save({
      kind: "patch",
      type: "visit",
      id: "v1",
      set: { notes: { to: "客户很好", text: true } },
    });
    expect(op?.set?.notes).toEqual({ was_hash: createHash("sha256").update("客户").digest("hex"), to: "客户很好" });
  });

  it("marks a fact whose clock went back, and saves nothing of a group that is torn", () => {
    const bench = new Bench();
    bench.save(step("v1"));
    const later = bench.run(bench.device.save([step("v1")], { ...AT, now: AT.now - 1 }));
    expect(later?.[0]?.clock_doubtful).toBe(true);
    const torn = [{ ...step("a"), group: "g" }, step("b"), { ...step("c"), group: "g" }];
    expect(() => bench.save(...torn)).toThrow(SaveRefused);
    expect(bench.device.outbox()).toHaveLength(2);
  });

  it("keeps an op whose effect is broken, shows the rest and says so", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { count: 0 })]);
    bench.save({ kind: "command", type: "visit", id: "v1", command: "broken" }, step("v1"));
    expect(bench.device.view.row("visit", "v1")).toEqual({ id: "v1", count: 1 });
    expect(bench.device.replayFailures.map(({ op_id }) => op_id)).toEqual(["op1"]);
    expect(bench.device.outbox()).toHaveLength(2);
  });
});
