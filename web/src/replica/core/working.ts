import type { AttentionItem, Changes, Commit, Meta, OutboxOp, RetainedOp, RowChanges } from "./types";

const NO_ROWS: RowChanges = { clear: false, put: [], remove: [], gone: [] };

/** The small stores of a device. They change only by accepting a commit. */
export interface Stores {
  serial: number;
  meta: Meta;
  readonly outbox: Map<string, OutboxOp>;
  readonly retained: Map<string, RetainedOp>;
  readonly attention: Map<string, AttentionItem>;
}

/** One small store while a transition is built: what is stored, with changes on top. */
class Shelf<T> {
  private readonly changed = new Map<string, T | undefined>();

  constructor(private readonly stored: ReadonlyMap<string, T>) {}

  get(id: string): T | undefined {
    return this.changed.has(id) ? this.changed.get(id) : this.stored.get(id);
  }

  set(id: string, value: T): void {
    this.changed.set(id, value);
  }

  delete(id: string): void {
    this.changed.set(id, undefined);
  }

  values(): T[] {
    const values: T[] = [];
    for (const [id, value] of this.stored) if (!this.changed.has(id)) values.push(value);
    for (const value of this.changed.values()) if (value !== undefined) values.push(value);
    return values;
  }

  changes(): Changes<T> {
    const put: T[] = [];
    const remove: string[] = [];
    for (const [id, value] of this.changed) {
      if (value !== undefined) put.push(value);
      else if (this.stored.has(id)) remove.push(id);
    }
    return { put, remove };
  }
}

/** A transition while it is built. Reads see its own changes; the device does not, until the commit is accepted. */
export class Working {
  meta: Meta;
  rows: RowChanges = NO_ROWS;
  wipe = false;
  readonly outbox: Shelf<OutboxOp>;
  readonly retained: Shelf<RetainedOp>;
  readonly attention: Shelf<AttentionItem>;

  constructor(private readonly stores: Stores) {
    this.meta = stores.meta;
    this.outbox = new Shelf(stores.outbox);
    this.retained = new Shelf(stores.retained);
    this.attention = new Shelf(stores.attention);
  }

  change(meta: Partial<Meta>): void {
    this.meta = { ...this.meta, ...meta };
  }

  /** The outbox in the order of saving. */
  inOrder(): OutboxOp[] {
    return this.outbox.values().sort((a, b) => a.order - b.order);
  }

  commit(): Commit {
    return {
      serial: this.stores.serial + 1,
      rows: this.rows,
      outbox: this.outbox.changes(),
      retained: this.retained.changes(),
      attention: this.attention.changes(),
      meta: this.meta === this.stores.meta ? null : this.meta,
      wipe: this.wipe,
    };
  }
}

export function applyChanges<T extends { readonly op: { readonly op_id: string } }>(
  store: Map<string, T>,
  changes: Changes<T>,
): void {
  for (const id of changes.remove) store.delete(id);
  for (const value of changes.put) store.set(value.op.op_id, value);
}
