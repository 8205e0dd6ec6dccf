import type { Base } from "./base";
import { Fold, type Leave } from "./fold";
import { pruneRetained, retireContained } from "./results";
import type { OutboxOp } from "./types";
import type { PullPage, PullRequest } from "./wire";
import type { Working } from "./working";

/** A page and the request it answers; staged in memory only. */
export interface StagedPage {
  readonly request: PullRequest;
  readonly page: PullPage;
}

/** Whether the server knows of ops that this copy of the device never made: it was restored from an old copy (9). */
export function isForked(lastSeq: number, outbox: Iterable<OutboxOp>, acked: PullPage["acked"]): boolean {
  if (acked.seq > lastSeq) return true;
  if (acked.seq === 0) return false;
  for (const { op } of outbox) if (op.seq === acked.seq && op.op_id !== acked.op_id) return true;
  return false;
}

/**
 * First sync only: store a page as it comes, with the cursor after it. A row of the page has every op that the server
 * had done when it made the page; those ops are not shown on top of it again.
 */
export function applyEarly(w: Working, base: Base, { request, page }: StagedPage, leave: Leave): void {
  const fold = new Fold(base, request.body.cursor === null, leave);
  fold.page(page);
  w.rows = fold.changes();
  const sent = new Set(page.entries.map(({ type, id }) => `${type}/${id}`));
  for (const held of w.outbox.values()) {
    const isSent = sent.has(`${held.op.type}/${held.op.id}`) && isContained(held, page);
    setIn(w, held, isSent || (held.in && request.body.cursor !== null));
  }
  w.change({ epoch: page.epoch, cursor: page.cursor });
}

/** All staged pages at once: rows, cursor, version, flags; answered ops that are in it are finished (7.2, 9). */
export function storeCheckpoint(
  w: Working,
  base: Base,
  staged: readonly StagedPage[],
  now: number,
  leave: Leave,
): void {
  const last = staged.at(-1)?.page;
  if (last === undefined) return;
  const fold = new Fold(base, staged[0]?.request.body.cursor === null, leave);
  for (const { scope, type } of w.meta.repair) fold.dropScopes(new Set([scope]), type);
  for (const { page } of staged) fold.page(page);
  w.rows = fold.changes();
  const isFresh = w.meta.resyncing || !w.meta.complete;
  w.change({
    epoch: last.epoch,
    cursor: last.cursor,
    version: last.version,
    durable_version: last.durable_version,
    complete: true,
    resyncing: false,
    repair: [],
  });
  for (const held of w.outbox.values()) setIn(w, held, isContained(held, last) || (held.in && !isFresh));
  retireContained(w, now);
  pruneRetained(w, now);
}

function isContained(held: OutboxOp, page: PullPage): boolean {
  const { seq } = held.op;
  return (seq > 0 && seq <= page.acked.seq) || (held.result !== null && held.result.version <= page.version);
}

function setIn(w: Working, held: OutboxOp, isIn: boolean): void {
  if (isIn !== held.in) w.outbox.set(held.op.op_id, { ...held, in: isIn });
}
