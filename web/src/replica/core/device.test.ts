// @vitest-environment node
import { describe, expect, it } from "vitest";
import { AT, Bench, patch, put, step } from "../model/bench";
import type { Result } from "./types";

describe("push and checkpoint", () => {
  it("keeps an answered op on the screen until a checkpoint contains it, then retains it until it is backed up", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { count: 2 })]);
    bench.save(step("v1"));
    bench.push({ op_id: "op1", status: "applied", version: 5 });
    expect(bench.device.view.row("visit", "v1")?.count).toBe(3);
    bench.pull(5, [put("v1", { count: 3 }, "u:me", 5)], { acked: { seq: 1, op_id: "op1" } });
    expect(bench.device.view.row("visit", "v1")?.count).toBe(3);
    expect([bench.device.outbox().length, bench.device.retained().length]).toEqual([0, 1]);
    bench.pull(6, [], { durable_version: 5, acked: { seq: 1, op_id: "op1" } });
    expect(bench.device.retained()).toHaveLength(0);
  });

  it("does not show an op twice whose answer was lost", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { count: 2 })]);
    bench.save(step("v1"));
    bench.pull(5, [put("v1", { count: 3 }, "u:me", 5)], { acked: { seq: 1, op_id: "op1" } });
    expect(bench.device.view.row("visit", "v1")?.count).toBe(3);
    expect(bench.push({ op_id: "op1", status: "applied", version: 5 })).toEqual(["op1"]);
    expect(bench.device.outbox()).toHaveLength(0);
  });

  it("moves a rejected op to attention with its content, and saves it again when asked, with its dependants", () => {
    const bench = new Bench();
    bench.pull(1, []);
    bench.save({ kind: "create", type: "visit", id: "v9", args: { goal: "look" } }, patch("v9", "goal", "sell"));
    bench.push(
      { op_id: "op1", status: "rejected", version: 0, code: "invalid" },
      { op_id: "op2", status: "rejected", version: 0, code: "depends_on_rejected" },
    );
    expect(bench.device.view.row("visit", "v9")).toBeUndefined();
    expect(bench.device.attention().map(({ result }) => result.code)).toEqual(["invalid", "depends_on_rejected"]);
    bench.run(bench.device.retry(["op1"], AT));
    expect(bench.device.view.row("visit", "v9")).toEqual({ id: "v9", goal: "sell" });
    expect(bench.device.attention()).toHaveLength(0);
  });

  it("gives the other person's value back of a merged change", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { goal: "look" })]);
    bench.save(patch("v1", "goal", "sell"));
    bench.push({ op_id: "op1", status: "merged", version: 4, merged: [{ field: "goal", other: "theirs" }] });
    bench.run(bench.device.takeMineBack("op1", AT));
    expect(bench.device.view.row("visit", "v1")?.goal).toBe("theirs");
    expect(bench.device.outbox().at(-1)?.op.set?.goal).toEqual({ was: "sell", to: "theirs" });
  });

  it("stores nothing of a checkpoint before its last page, and keeps a row that another scope holds", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", {}, "u:me"), put("v1", {}, "t:1"), put("v2", {}, "t:1")]);
    bench.pull(2, [put("v3", {}, "u:me", 2)], { complete: false });
    expect(bench.device.view.row("visit", "v3")).toBeUndefined();
    bench.pull(2, [{ op: "leave", scope: "t:1", type: "visit", id: "v1", v: 2 }], { drop: ["t:1"] });
    expect([...bench.device.view.rows("visit")].map(({ id }) => id)).toEqual(["v1", "v3"]);
  });

  it("uses a first sync page by page, marked as not complete", () => {
    const bench = new Bench();
    bench.pull(9, [put("v1", {})], { complete: false });
    expect([bench.device.view.complete, bench.started().view.row("visit", "v1")]).toEqual([false, { id: "v1" }]);
    bench.pull(9, [put("v2", {})]);
    expect([bench.device.view.complete, bench.device.view.version]).toEqual([true, 9]);
  });
});

describe("recovery", () => {
  it("gives retained ops back to a restored server and shows the old base until the new one is there", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", { count: 0 })]);
    bench.save(step("v1"));
    bench.push({ op_id: "op1", status: "applied", version: 2 });
    bench.pull(2, [put("v1", { count: 1 }, "u:me", 2)], { acked: { seq: 1, op_id: "op1" } });
    bench.save(step("v1"));
    bench.refuse("sync.epoch_changed", { epoch: "e2" });
    expect(bench.device.view.row("visit", "v1")?.count).toBe(2);
    bench.run(bench.device.registered("d2"));
    bench.run(bench.device.takeStatus([], AT.now));
    expect(bench.device.pushRequest()?.body.ops.map(({ op_id, seq }) => [op_id, seq])).toEqual([
      ["op1", 1],
      ["op2", 2],
    ]);
    bench.pull(1, [put("v1", { count: 0 })], { epoch: "e2" });
    expect(bench.device.view.row("visit", "v1")?.count).toBe(2);
  });

  it("asks for results and registers again when the server knows ops that this copy never made", () => {
    const bench = new Bench();
    bench.save(step("v1"), step("v1"));
    bench.pull(3, [put("v1", { count: 0 })], { acked: { seq: 3, op_id: "op3" } });
    expect([bench.device.meta.needs, bench.device.pullRequest(), bench.device.pushRequest()]).toEqual([
      "register",
      null,
      null,
    ]);
    bench.run(bench.device.registered("d2"));
    bench.run(bench.device.takeStatus([{ op_id: "op1", seq: 1, status: "applied", version: 2 }], AT.now));
    expect(bench.device.outbox().map(({ op, result }) => [op.op_id, op.seq, result?.version])).toEqual([
      ["op1", 0, 2],
      ["op2", 1, undefined],
    ]);
  });

  it("ignores answers to requests of an earlier registration or epoch", () => {
    const bench = new Bench();
    bench.pull(1, []);
    bench.save(step("v1"));
    const old = bench.device.pushRequest();
    bench.refuse("unknown_device");
    bench.run(bench.device.registered("d2"));
    bench.run(bench.device.takeStatus([], AT.now));
    const result: Result = { op_id: "op1", seq: 1, status: "applied", version: 1 };
    expect(old && bench.device.takePush(old, { results: [result], version: 1, stopped_at: null }, AT.now)).toBeNull();
    expect(bench.device.meta).toMatchObject({ device: "d2", needs: "nothing" });
  });

  it("replaces the streams that the digest found different", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", {}, "u:me"), put("v2", {}, "t:1")]);
    const request = bench.device.digestRequest();
    expect(request?.body.streams.map(({ scope, count }) => [scope, count])).toEqual([
      ["t:1", 1],
      ["u:me", 1],
    ]);
    if (request === null) throw new Error("no digest");
    const answer = { differences: [{ scope: "t:1", type: "visit" }], cursor: "repaired" };
    bench.run(bench.device.takeDigest(request, answer));
    expect(bench.device.pullRequest()?.body.cursor).toBe("repaired");
    bench.pull(2, [put("v3", {}, "t:1", 2)]);
    expect([...bench.device.view.rows("visit")].map(({ id }) => id)).toEqual(["v1", "v3"]);
  });

  it("holds nothing after a wipe", () => {
    const bench = new Bench();
    bench.pull(1, [put("v1", {})]);
    bench.save(step("v1"));
    const request = bench.device.pushRequest();
    const t = request && bench.device.takeRefusal(request, { code: "sync.device_wipe" }, AT.now);
    expect(t?.commit.wipe).toBe(true);
    if (t) bench.device.accept(t.commit);
    expect([...bench.device.view.rows("visit")]).toEqual([]);
    expect([bench.device.isWiped, bench.device.pullRequest(), bench.device.outbox().length]).toEqual([true, null, 0]);
  });

  it("halves a batch that is too large and gives up a single op that is", () => {
    const bench = new Bench();
    bench.pull(1, []);
    bench.save(...Array.from({ length: 300 }, () => step("v1")));
    expect(bench.device.pushRequest()?.body.ops).toHaveLength(200);
    for (const most of [100, 50, 25, 12, 6, 3, 1]) {
      bench.refuse("too_large");
      expect(bench.device.pushRequest()?.body.ops).toHaveLength(most);
    }
    bench.refuse("too_large");
    expect(bench.device.attention().map(({ result }) => result.code)).toEqual(["too_large"]);
    expect([bench.device.meta.needs, bench.device.outbox().length]).toEqual(["register", 299]);
  });
});
