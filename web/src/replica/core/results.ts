import { RETAIN_BYTES, RETAIN_MS, bytesOf } from "./limits";
import type { OutboxOp, Result } from "./types";
import type { Working } from "./working";

/** Store results. Rejected ops go to attention, ops that the stored checkpoint contains are finished. */
export function takeResults(w: Working, results: readonly Result[], now: number): void {
  for (const result of results) {
    const held = w.outbox.get(result.op_id);
    if (held === undefined || held.result !== null) continue;
    if (result.status === "rejected") {
      toAttention(w, held, result, now);
      continue;
    }
    const answered = { ...held, result };
    w.outbox.set(result.op_id, answered);
    if (result.status === "merged" && result.merged !== undefined && result.merged.length > 0)
      w.attention.set(result.op_id, { op: held.op, order: held.order, kind: "merged", result, at: now });
    if (isContained(w, result)) retire(w, answered, now);
  }
}

/** Whether the stored checkpoint has the effect. A version of another epoch says nothing. */
function isContained(w: Working, result: Result): boolean {
  return w.meta.complete && !w.meta.resyncing && result.version <= w.meta.version;
}

export function toAttention(w: Working, held: OutboxOp, result: Result, now: number): void {
  const { op, order } = held;
  w.outbox.delete(op.op_id);
  w.attention.set(op.op_id, { op, order, kind: "rejected", result, at: now });
}

function retire(w: Working, held: OutboxOp, now: number): void {
  const { op, order, result } = held;
  if (result === null) return;
  w.outbox.delete(op.op_id);
  w.retained.set(op.op_id, { op, order, version: result.version, finished_at: now, bytes: bytesOf(op) });
}

/** After a checkpoint: answered ops that it contains leave the outbox. */
export function retireContained(w: Working, now: number): void {
  for (const held of w.outbox.values()) if (held.result !== null && isContained(w, held.result)) retire(w, held, now);
}

/** Forget what a backup contains; give up what is too old or too much, oldest first, and count it. */
export function pruneRetained(w: Working, now: number): void {
  const kept = [];
  for (const item of w.retained.values()) {
    if (item.version <= w.meta.durable_version) w.retained.delete(item.op.op_id);
    else kept.push(item);
  }
  let bytes = kept.reduce((sum, item) => sum + item.bytes, 0);
  let lost = 0;
  for (const item of kept.sort((a, b) => a.order - b.order)) {
    if (bytes <= RETAIN_BYTES && now - item.finished_at <= RETAIN_MS) continue;
    w.retained.delete(item.op.op_id);
    bytes -= item.bytes;
    lost += 1;
  }
  if (lost > 0) w.change({ retained_lost: w.meta.retained_lost + lost });
}
