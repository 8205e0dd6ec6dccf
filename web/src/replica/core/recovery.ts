import type { OutboxOp } from "./types";
import type { Working } from "./working";

/**
 * The server was restored (17): retained ops go back to their place in the outbox, all results are forgotten, and the
 * old base is shown until a checkpoint of the new epoch replaces it. What the old base contains stays flagged.
 */
export function resync(w: Working, epoch: string | null): void {
  for (const held of w.outbox.values())
    w.outbox.set(held.op.op_id, { ...held, result: null, in: held.in && w.meta.complete });
  for (const { op, order } of w.retained.values()) {
    w.retained.delete(op.op_id);
    w.outbox.set(op.op_id, { op, order, in: true, result: null });
  }
  if (!w.meta.complete) w.rows = { clear: true, put: [], remove: [], gone: [] };
  w.change({ epoch, cursor: null, repair: [], resyncing: w.meta.complete, needs: "register", durable_version: 0 });
}

/** Number the ops without a result from 1 for the new registration; answered ones have no number there (8.3). */
export function renumber(w: Working): void {
  let seq = 0;
  for (const held of w.inOrder()) {
    const given = held.result === null ? ++seq : 0;
    if (given !== held.op.seq) w.outbox.set(held.op.op_id, withSeq(held, given));
  }
  w.change({ last_seq: seq, needs: "nothing" });
}

function withSeq(held: OutboxOp, seq: number): OutboxOp {
  return { ...held, op: { ...held.op, seq } };
}
