import { toHex } from "./hex";
import { DOUBTFUL_OFFSET_MS, MOST_BYTES, MOST_GROUP, bytesOf } from "./limits";
import type { Overlay } from "./overlay";
import type { Json, Moment, NewOp, NewSet, Op, Platform, SetField } from "./types";
import type { Working } from "./working";

/** A save that cannot be sent as it is; nothing was saved. */
export class SaveRefused extends Error {
  constructor(readonly code: "too_large" | "group_too_long" | "group_torn") {
    super(code);
  }
}

const encoder = new TextEncoder();

/**
 * Make ops of what a screen asks to save and put them into the outbox. `scratch` is the view with what was saved before
 * in the same call on top, so that a second edit of a field starts from the first one: own edits never conflict.
 */
export function saveOps(
  w: Working,
  asked: readonly NewOp[],
  moment: Moment,
  platform: Platform,
  scratch: Overlay,
): Op[] {
  let order = nextOrder(w);
  let seq = w.meta.last_seq;
  const ops: Op[] = [];
  for (const newOp of asked) {
    const op = opOf(newOp, ++seq, w.meta.version, moment, w.meta.last_client_time, platform, scratch);
    scratch.replay(op);
    w.outbox.set(op.op_id, { op, order: order++, in: false, result: null });
    ops.push(op);
  }
  checkGroups(ops);
  if (ops.length > 0) w.change({ last_seq: seq, last_client_time: moment.now });
  return ops;
}

function nextOrder(w: Working): number {
  let last = 0;
  for (const shelf of [w.outbox, w.retained, w.attention])
    for (const { order } of shelf.values()) if (order > last) last = order;
  return last + 1;
}

function opOf(
  asked: NewOp,
  seq: number,
  base: number,
  moment: Moment,
  lastTime: number,
  platform: Platform,
  scratch: Overlay,
): Op {
  const { set, ...rest } = asked;
  const isDoubtful = Math.abs(moment.clock_offset_ms) > DOUBTFUL_OFFSET_MS || moment.now < lastTime;
  return {
    ...rest,
    ...(set === undefined ? {} : { set: startingPoints(asked, set, platform, scratch) }),
    op_id: platform.newId(),
    seq,
    base,
    client_time: new Date(moment.now).toISOString(),
    clock_offset_ms: moment.clock_offset_ms,
    tz: moment.tz,
    ...(moment.mono_ms === undefined ? {} : { mono_ms: moment.mono_ms }),
    ...(isDoubtful ? { clock_doubtful: true } : {}),
    schema: platform.schema,
  };
}

function startingPoints(
  asked: NewOp,
  set: { readonly [field: string]: NewSet },
  platform: Platform,
  scratch: Overlay,
): Record<string, SetField> {
  const row = scratch.get(asked.type, asked.id);
  const made: Record<string, SetField> = {};
  for (const [field, change] of Object.entries(set)) {
    const was: Json = change.was ?? row?.[field] ?? null;
    if (change.text === true) {
      const text = typeof was === "string" ? was : "";
      made[field] = { was_hash: change.was_hash ?? toHex(platform.sha256(encoder.encode(text))), to: change.to };
    } else {
      made[field] = { was, to: change.to };
    }
  }
  return made;
}

function checkGroups(ops: readonly Op[]): void {
  const sizes = new Map<string, { count: number; bytes: number }>();
  let before: string | undefined;
  for (const op of ops) {
    const group = op.group ?? op.op_id;
    const size = sizes.get(group) ?? { count: 0, bytes: 0 };
    if (size.count > 0 && before !== group) throw new SaveRefused("group_torn");
    size.count += 1;
    size.bytes += bytesOf(op) + 1;
    if (size.count > MOST_GROUP) throw new SaveRefused("group_too_long");
    if (size.bytes > MOST_BYTES) throw new SaveRefused("too_large");
    sizes.set(group, size);
    before = group;
  }
}
