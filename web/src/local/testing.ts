import type { Draft, Effects, Fields, NewOp, Op, View } from "../replica/core/types";

/** A device in memory for tests of local answers: rows by type, and ops replayed at once. */
export class RowsInMemory implements View, Draft {
  readonly version = 1;
  readonly complete = true;
  private readonly tables = new Map<string, Map<string, Fields>>();

  constructor(rows: Readonly<Record<string, readonly object[]>>) {
    for (const [type, list] of Object.entries(rows)) for (const row of list) this.put(type, (row as { id: string }).id, row as Fields);
  }

  row(type: string, id: string): Fields | undefined {
    return this.tables.get(type)?.get(id);
  }

  get(type: string, id: string): Fields | undefined {
    return this.row(type, id);
  }

  rows(type: string): Iterable<Fields> {
    return this.tables.get(type)?.values() ?? [];
  }

  where(type: string, field: string, value: unknown): Fields[] {
    return [...this.rows(type)].filter((row) => row[field] === value);
  }

  put(type: string, id: string, row: Fields): void {
    const table = this.tables.get(type) ?? new Map<string, Fields>();
    this.tables.set(type, table.set(id, row));
  }

  remove(type: string, id: string): void {
    this.tables.get(type)?.delete(id);
  }

  /** Does what a save does to the screen. */
  play(effects: Effects, ops: readonly NewOp[], clientTime: string): void {
    for (const [place, made] of ops.entries()) {
      const op = { ...made, op_id: `op-${place}-${clientTime}`, client_time: clientTime } as unknown as Op;
      const create = effects.creates[op.type];
      if (op.kind === "create" && create !== undefined) this.put(op.type, op.id, create(op, this));
      if (op.kind === "command") effects.commands[`${op.type}.${op.command}`]?.(this, op);
    }
  }
}
