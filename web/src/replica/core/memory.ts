import { Base } from "./base";
import { Overlay } from "./overlay";
import type { AttentionItem, Commit, Effects, Meta, Op, OutboxOp, RetainedOp, StoredState } from "./types";
import { type Stores, applyChanges } from "./working";

const byOrder = (a: { readonly order: number }, b: { readonly order: number }): number => a.order - b.order;

function byId<T extends { readonly op: Op }>(items: Iterable<T>): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) map.set(item.op.op_id, item);
  return map;
}

/** What is stored, held in memory, and what is shown of it. It changes only by following commits. */
export class Memory {
  readonly stores: Stores;
  readonly base: Base;
  overlay: Overlay;
  isWiped = false;

  /** `isShown`: whether an op of the outbox is replayed. */
  constructor(
    stored: StoredState,
    private readonly effects: Effects,
    private readonly isShown: (held: OutboxOp) => boolean,
  ) {
    this.stores = {
      serial: stored.serial,
      meta: stored.meta,
      outbox: byId(stored.outbox),
      retained: byId(stored.retained),
      attention: byId(stored.attention),
    };
    this.base = new Base(stored.rows);
    this.overlay = this.replayed();
  }

  get meta(): Meta {
    return this.stores.meta;
  }

  outbox(): OutboxOp[] {
    return [...this.stores.outbox.values()].sort(byOrder);
  }

  retained(): RetainedOp[] {
    return [...this.stores.retained.values()].sort(byOrder);
  }

  attention(): AttentionItem[] {
    return [...this.stores.attention.values()].sort(byOrder);
  }

  /** What is shown, to try ops on top of it. */
  scratch(): Overlay {
    return new Overlay(this.overlay, this.effects);
  }

  accept(commit: Commit): Set<string> {
    const { stores } = this;
    if (commit.serial !== stores.serial + 1) throw new Error(`commit ${commit.serial} is not after ${stores.serial}`);
    const change = this.changeOfShown(commit);
    stores.serial = commit.serial;
    const changed = this.base.apply(commit.rows);
    applyChanges(stores.outbox, commit.outbox);
    applyChanges(stores.retained, commit.retained);
    applyChanges(stores.attention, commit.attention);
    if (commit.meta !== null) stores.meta = commit.meta;
    if (commit.wipe) this.forget(changed);
    if (change === "all" || changed.size > 0) this.replayAll(changed);
    else for (const { op } of change) for (const type of this.overlay.replay(op)) changed.add(type);
    return changed;
  }

  /** The ops to show on top of what is shown, if a commit changes nothing else of it: a save replays only itself. */
  private changeOfShown(commit: Commit): readonly OutboxOp[] | "all" {
    const { outbox } = this.stores;
    const added: OutboxOp[] = [];
    for (const id of commit.outbox.remove) {
      const held = outbox.get(id);
      if (held !== undefined && this.isShown(held)) return "all";
    }
    for (const held of commit.outbox.put) {
      const before = outbox.get(held.op.op_id);
      if (before === undefined && this.isShown(held)) added.push(held);
      else if (before !== undefined && this.isShown(before) !== this.isShown(held)) return "all";
    }
    return added;
  }

  private forget(changed: Set<string>): void {
    this.isWiped = true;
    for (const type of this.base.apply({ clear: true, put: [], remove: [], gone: [] })) changed.add(type);
    for (const store of [this.stores.outbox, this.stores.retained, this.stores.attention]) store.clear();
    for (const type of this.overlay.touched.keys()) changed.add(type);
  }

  private replayAll(changed: Set<string>): void {
    for (const type of this.overlay.touched.keys()) changed.add(type);
    this.overlay = this.replayed();
    for (const type of this.overlay.touched.keys()) changed.add(type);
  }

  private replayed(): Overlay {
    const overlay = new Overlay({ get: (type, id) => this.base.get(type, id)?.fields }, this.effects);
    for (const held of this.outbox()) if (this.isShown(held)) overlay.replay(held.op);
    return overlay;
  }
}
