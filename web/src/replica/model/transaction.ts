import type { Json } from "../core/types";
import type { Mutant } from "./mutants";
import { type ModelRow, type Tables, childrenOf, keyOf, scopesOf } from "./tables";

/** One unit of work on the model server: changes are gathered, then stamped and entered together (section 4). */
export class Transaction {
  private readonly changed = new Map<string, ModelRow>();
  private readonly values: [key: string, value: Json][] = [];
  readonly ledger: string[] = [];
  readonly done: string[] = [];

  constructor(
    private readonly tables: Tables,
    private readonly user: string,
    private readonly mutant: Mutant | null,
  ) {}

  get(key: string): ModelRow | undefined {
    return this.changed.get(key) ?? this.tables.rows.get(key);
  }

  put(type: string, id: string, fields: ModelRow["fields"], del = false): void {
    const touched = this.get(keyOf(type, id))?.touched ?? {};
    this.changed.set(keyOf(type, id), { type, id, fields, del, ver: 0, touched });
  }

  /** Keep a value in the row's history. */
  remember(key: string, field: string, value: Json): void {
    this.values.push([`${key}.${field}`, value]);
  }

  children(row: ModelRow): ModelRow[] {
    return childrenOf(row, this.tables.rows);
  }

  get isEmpty(): boolean {
    return this.changed.size === 0;
  }

  /** Take the version, write rows, entries, history and effects. Gives the version. */
  commit(reserved: number | null): number {
    const { tables } = this;
    const v = reserved ?? ++tables.head;
    const dependants: ModelRow[] = [];
    for (const row of this.changed.values())
      if (this.mutant !== "no_fanout") dependants.push(...childrenOf(row, tables.rows));
    for (const [key, row] of this.changed)
      tables.rows.set(key, { ...row, ver: v, touched: { ...row.touched, [this.user]: v } });
    for (const row of this.changed.values()) this.enter(row, v, true);
    for (const { type, id } of dependants)
      if (!this.changed.has(keyOf(type, id))) this.enter(tables.rows.get(keyOf(type, id)), v, false);
    for (const [key, value] of this.values) {
      const values = tables.history.get(key);
      if (values === undefined) tables.history.set(key, [value]);
      else values.push(value);
    }
    tables.ledger.push(...this.ledger);
    for (const op of this.done) tables.effects.set(op, (tables.effects.get(op) ?? 0) + 1);
    return v;
  }

  private enter(row: ModelRow | undefined, v: number, isDirect: boolean): void {
    if (row === undefined) return;
    const { tables } = this;
    const key = keyOf(row.type, row.id);
    const entries = tables.feed.get(key) ?? new Map();
    const after = scopesOf(row, tables.rows);
    const before = [...entries].filter(([, entry]) => entry.op === "put").map(([scope]) => scope);
    const isSame = before.length === after.size && before.every((scope) => after.has(scope));
    if (isSame && !isDirect) return;
    if (!isDirect) tables.rows.set(key, { ...row, ver: v });
    if (this.mutant !== "no_leave" || after.size === 0)
      for (const scope of before) if (!after.has(scope)) entries.set(scope, { v, op: "leave" });
    for (const scope of after) entries.set(scope, { v, op: "put" });
    tables.feed.set(key, entries);
  }
}
