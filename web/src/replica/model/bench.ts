import { createHash } from "node:crypto";
import type { Transition } from "../core/contract";
import { Device } from "../core/device";
import { newMeta } from "../core/meta";
import type { Effects, Json, NewOp, Result } from "../core/types";
import type { Entry, PullPage } from "../core/wire";
import { MemoryStore } from "./memoryStore";

export const AT = { now: 1_700_000_000_000, clock_offset_ms: 0, tz: "Asia/Shanghai" };
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const effects: Effects = {
  creates: {},
  commands: {
    "visit.check_in": (draft, op) => {
      const row = draft.get(op.type, op.id);
      if (row !== undefined) draft.put(op.type, op.id, { ...row, state: "here" });
    },
    "visit.broken": (draft, op) => {
      draft.remove(op.type, op.id);
      throw new Error("defect");
    },
  },
};

/** A device with its store, as the shell drives it. */
export class Bench {
  readonly store = new MemoryStore(newMeta("d1"));
  device = this.started();
  private ids = 0;
  private cursors = 0;

  started(): Device {
    return new Device(this.store.load(), effects, { newId: () => `op${++this.ids}`, sha256, schema: 1 });
  }

  run<T>(t: Transition<T> | null): T | undefined {
    if (t === null) return undefined;
    this.store.commit(t.commit);
    this.device.accept(t.commit);
    return t.value;
  }

  save(...ops: NewOp[]) {
    return this.run(this.device.save(ops, AT)) ?? [];
  }

  pull(version: number, entries: Entry[], more: Partial<PullPage> = {}): void {
    const request = this.device.pullRequest();
    if (request === null) throw new Error("no pull now");
    const page: PullPage = {
      epoch: "e1",
      version,
      durable_version: 0,
      complete: true,
      reset: [],
      drop: [],
      entries,
      cursor: `c${++this.cursors}`,
      acked: { seq: 0, op_id: null },
      ...more,
    };
    this.run(this.device.takePage(request, page, AT.now));
  }

  push(...results: Omit<Result, "seq">[]): string[] {
    const request = this.device.pushRequest();
    if (request === null) throw new Error("nothing to push");
    const answer = { results: results.map((r) => ({ ...r, seq: 0 })), version: 0, stopped_at: null };
    this.run(this.device.takePush(request, answer, AT.now));
    return request.body.ops.map((op) => op.op_id);
  }

  refuse(code: string, facts: { epoch?: string; op_id?: string } = {}): void {
    const request = this.device.pushRequest() ?? this.device.pullRequest();
    if (request !== null) this.run(this.device.takeRefusal(request, { code, ...facts }, AT.now));
  }
}

export const put = (id: string, fields: Record<string, Json>, scope = "u:me", v = 1): Entry => ({
  op: "put",
  scope,
  type: "visit",
  id,
  v,
  row: { id, ...fields },
});
export const patch = (id: string, field: string, to: Json): NewOp => ({
  kind: "patch",
  type: "visit",
  id,
  set: { [field]: { to } },
});
export const step = (id: string): NewOp => ({ kind: "delta", type: "visit", id, inc: { count: 1 } });
