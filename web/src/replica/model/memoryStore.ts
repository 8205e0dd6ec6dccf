import type { AttentionItem, Commit, Meta, OutboxOp, RetainedOp, Row, StoredState } from "../core/types";
import { applyChanges } from "../core/working";

/** The durable half of a device in a test: it takes commits whole, in their order, and nothing else. */
export class MemoryStore {
  private serial = 0;
  private rows = new Map<string, Row>();
  private outbox = new Map<string, OutboxOp>();
  private retained = new Map<string, RetainedOp>();
  private attention = new Map<string, AttentionItem>();

  constructor(private meta: Meta) {}

  commit(commit: Commit): void {
    if (commit.serial !== this.serial + 1) throw new Error(`commit ${commit.serial} after ${this.serial}`);
    this.serial = commit.serial;
    if (commit.rows.clear) this.rows.clear();
    for (const { type, id } of commit.rows.remove) this.rows.delete(`${type}/${id}`);
    for (const row of commit.rows.put) this.rows.set(`${row.type}/${row.id}`, row);
    applyChanges(this.outbox, commit.outbox);
    applyChanges(this.retained, commit.retained);
    applyChanges(this.attention, commit.attention);
    if (commit.meta !== null) this.meta = commit.meta;
  }

  load(): StoredState {
    return {
      serial: this.serial,
      meta: this.meta,
      rows: this.rows.values(),
      outbox: this.outbox.values(),
      retained: this.retained.values(),
      attention: this.attention.values(),
    };
  }

  row(key: string): Row | undefined {
    return this.rows.get(key);
  }

  /** Lose one row, chosen by a number in [0, 1), as a broken disk would. */
  forgetRow(at: number): void {
    const key = [...this.rows.keys()][Math.floor(at * this.rows.size)];
    if (key !== undefined) this.rows.delete(key);
  }

  copy(): MemoryStore {
    const copy = new MemoryStore(this.meta);
    copy.serial = this.serial;
    copy.rows = new Map(this.rows);
    copy.outbox = new Map(this.outbox);
    copy.retained = new Map(this.retained);
    copy.attention = new Map(this.attention);
    return copy;
  }
}
