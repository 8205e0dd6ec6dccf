import type { Base } from "./base";
import type { Row, RowChanges, RowKey } from "./types";
import type { Entry, PullPage } from "./wire";

/** A row after one scope of it was left: undefined when no scope holds it any more. */
export type Leave = (row: Row, scope: string) => Row | undefined;

export const leaveScope: Leave = (row, scope) => {
  const scopes = row.scopes.filter((held) => held !== scope);
  return scopes.length === 0 ? undefined : { ...row, scopes };
};

/** What pages make of the base, without touching it. `clear`: the base is replaced, not continued. */
export class Fold {
  private readonly changed = new Map<string, Map<string, Row | undefined>>();

  constructor(
    private readonly base: Base,
    private readonly clear: boolean,
    private readonly leave: Leave = leaveScope,
  ) {}

  /** Reset types and dropped scopes go first, then the entries in their order (7.2). */
  page(page: Pick<PullPage, "reset" | "drop" | "entries">): void {
    for (const type of page.reset) for (const row of [...this.ofType(type)]) this.set(row, undefined);
    if (page.drop.length > 0) this.dropScopes(new Set(page.drop));
    for (const entry of page.entries) this.entry(entry);
  }

  /** Take scopes away from all rows, or from those of one type. */
  dropScopes(scopes: ReadonlySet<string>, type?: string): void {
    for (const row of [...(type === undefined ? this.all() : this.ofType(type))]) {
      let left: Row | undefined = row;
      for (const scope of row.scopes) if (left !== undefined && scopes.has(scope)) left = this.leave(left, scope);
      if (left !== row) this.set(row, left);
    }
  }

  changes(): RowChanges {
    const put: Row[] = [];
    const remove: RowKey[] = [];
    for (const [type, rows] of this.changed) {
      for (const [id, row] of rows) {
        if (row !== undefined) put.push(row);
        else if (!this.clear && this.base.get(type, id) !== undefined) remove.push({ type, id });
      }
    }
    return { clear: this.clear, put, remove, gone: this.clear ? this.goneByClear() : remove };
  }

  private entry(entry: Entry): void {
    const { type, id, scope, v } = entry;
    const held = this.get(type, id);
    if (entry.op === "put" && entry.row != null) {
      const scopes = held === undefined ? [scope] : held.scopes.includes(scope) ? held.scopes : [...held.scopes, scope];
      this.set(entry, { type, id, v, scopes, fields: entry.row });
    } else if (held?.scopes.includes(scope)) {
      this.set(held, this.leave(held, scope));
    }
  }

  private goneByClear(): RowKey[] {
    const gone: RowKey[] = [];
    for (const { type, id } of this.base.all()) if (this.get(type, id) === undefined) gone.push({ type, id });
    return gone;
  }

  private get(type: string, id: string): Row | undefined {
    const rows = this.changed.get(type);
    if (rows?.has(id)) return rows.get(id);
    return this.clear ? undefined : this.base.get(type, id);
  }

  private set(key: RowKey, row: Row | undefined): void {
    const rows = this.changed.get(key.type);
    if (rows === undefined) this.changed.set(key.type, new Map([[key.id, row]]));
    else rows.set(key.id, row);
  }

  private *ofType(type: string): Iterable<Row> {
    const changed = this.changed.get(type);
    if (!this.clear) for (const row of this.base.ofType(type)) if (!changed?.has(row.id)) yield row;
    for (const row of changed?.values() ?? []) if (row !== undefined) yield row;
  }

  private *all(): Iterable<Row> {
    if (!this.clear) for (const row of this.base.all()) if (!this.changed.get(row.type)?.has(row.id)) yield row;
    for (const rows of this.changed.values()) for (const row of rows.values()) if (row !== undefined) yield row;
  }
}
