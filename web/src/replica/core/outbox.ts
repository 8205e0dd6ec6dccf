import { MOST_BYTES, MOST_OPS, bytesOf } from "./limits";
import type { Op, OutboxOp } from "./types";

/** The ops without a result in the order of saving, whole groups together. */
function units(ops: readonly OutboxOp[]): Op[][] {
  const found: Op[][] = [];
  for (const { op, result } of ops) {
    if (result !== null) continue;
    const last = found.at(-1);
    if (op.group !== undefined && last?.[0]?.group === op.group) last.push(op);
    else found.push([op]);
  }
  return found;
}

/** The next ops to send: as many whole groups as fit. The first group goes in any case. */
export function nextBatch(ops: readonly OutboxOp[], most: number = MOST_OPS): Op[] {
  const batch: Op[] = [];
  let bytes = 0;
  for (const unit of units(ops)) {
    const size = unit.reduce((sum, op) => sum + bytesOf(op) + 1, 0);
    if (batch.length > 0 && (batch.length + unit.length > most || bytes + size > MOST_BYTES)) break;
    batch.push(...unit);
    bytes += size;
  }
  return batch;
}
