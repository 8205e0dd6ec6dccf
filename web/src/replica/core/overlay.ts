import type { Draft, Effects, Fields, Json, Op } from "./types";

interface Reader {
  get(type: string, id: string): Fields | undefined;
}

/** An effect that threw while its op was replayed: a defect of the app; the op itself is safe. */
export interface ReplayFailure {
  readonly op_id: string;
  readonly error: unknown;
}

/** Replayed ops on top of rows: only rows that ops touch are here, `undefined` for removed ones. */
export class Overlay implements Draft {
  readonly touched = new Map<string, Map<string, Fields | undefined>>();
  readonly failures: ReplayFailure[] = [];
  private undo: { type: string; back: () => void }[] = [];

  constructor(
    private readonly below: Reader,
    private readonly effects: Effects,
  ) {}

  get(type: string, id: string): Fields | undefined {
    const rows = this.touched.get(type);
    return rows?.has(id) ? rows.get(id) : this.below.get(type, id);
  }

  put(type: string, id: string, row: Fields): void {
    this.set(type, id, row);
  }

  remove(type: string, id: string): void {
    this.set(type, id, undefined);
  }

  /** Show an op and give the types it touched. An effect that throws changes nothing and is kept in `failures`. */
  replay(op: Op): Set<string> {
    this.undo = [];
    try {
      this.show(op);
    } catch (error) {
      for (const { back } of this.undo.reverse()) back();
      this.failures.push({ op_id: op.op_id, error });
    }
    return new Set(this.undo.map(({ type }) => type));
  }

  private show(op: Op): void {
    const { type, id } = op;
    if (op.kind === "command") {
      this.effects.commands[`${type}.${op.command ?? ""}`]?.(this, op);
    } else if (op.kind === "create") {
      const make = this.effects.creates[type];
      if (this.get(type, id) === undefined) this.put(type, id, make ? make(op, this) : { ...op.args, id });
    } else if (op.kind === "delete") {
      this.remove(type, id);
    } else {
      const row = this.get(type, id);
      if (row !== undefined) this.put(type, id, op.kind === "patch" ? patched(row, op) : stepped(row, op));
    }
  }

  private set(type: string, id: string, row: Fields | undefined): void {
    let rows = this.touched.get(type);
    if (rows === undefined) this.touched.set(type, (rows = new Map()));
    const ofType = rows;
    const before = ofType.get(id);
    const had = ofType.has(id);
    this.undo.push({ type, back: () => (had ? ofType.set(id, before) : ofType.delete(id)) });
    rows.set(id, row);
  }
}

function patched(row: Fields, op: Op): Fields {
  const next: Record<string, Json> = { ...row };
  for (const [field, change] of Object.entries(op.set ?? {})) next[field] = change.to;
  return next;
}

function stepped(row: Fields, op: Op): Fields {
  const next: Record<string, Json> = { ...row };
  for (const [field, gone] of Object.entries(op.remove ?? {})) {
    const keys = new Set(gone.map((value) => JSON.stringify(value)));
    next[field] = elements(next[field]).filter((value) => !keys.has(JSON.stringify(value)));
  }
  for (const [field, added] of Object.entries(op.add ?? {})) {
    const held = elements(next[field]);
    const keys = new Set(held.map((value) => JSON.stringify(value)));
    next[field] = [...held, ...added.filter((value) => !keys.has(JSON.stringify(value)))];
  }
  for (const [field, step] of Object.entries(op.inc ?? {})) {
    const held = next[field];
    next[field] = (typeof held === "number" ? held : 0) + step;
  }
  return next;
}

function elements(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
