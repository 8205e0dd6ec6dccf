import type { Fields, Json, Op, Result } from "../core/types";
import type { Mutant } from "./mutants";

export const TYPES = ["account", "visit", "claim", "line"] as const;
/** The field that names the parent of a row, whose scopes it takes. */
const PARENT: Readonly<Record<string, readonly [type: string, field: string]>> = {
  visit: ["account", "account"],
  line: ["claim", "claim"],
};
const MASKED: Readonly<Record<string, string>> = { account: "margin", claim: "cost" };

export interface ModelRow {
  readonly type: string;
  readonly id: string;
  readonly fields: Fields;
  readonly del: boolean;
  readonly ver: number;
  /** Who changed it, and in which version last. */
  readonly touched: Readonly<Record<string, number>>;
}

interface FeedEntry {
  readonly v: number;
  readonly op: "put" | "leave";
}

interface DeviceLine {
  readonly user: string;
  last: number;
  lastOp: string | null;
  isLocked: boolean;
}

export interface OpLine {
  readonly result: Result;
  readonly hash: string;
}

export const keyOf = (type: string, id: string): string => `${type}/${id}`;

/** What a backup contains. */
export class Tables {
  head = 0;
  floor = 0;
  rows = new Map<string, ModelRow>();
  feed = new Map<string, Map<string, FeedEntry>>();
  ops = new Map<string, OpLine>();
  devices = new Map<string, DeviceLine>();
  ledger: string[] = [];
  effects = new Map<string, number>();
  /** Every value a field ever had, by row and field. */
  history = new Map<string, Json[]>();

  copy(): Tables {
    const copy = new Tables();
    [copy.head, copy.floor, copy.ledger] = [this.head, this.floor, [...this.ledger]];
    copy.rows = new Map(this.rows);
    copy.feed = new Map([...this.feed].map(([key, entries]) => [key, new Map(entries)]));
    copy.ops = new Map(this.ops);
    copy.devices = new Map([...this.devices].map(([name, line]) => [name, { ...line, isLocked: false }]));
    copy.effects = new Map(this.effects);
    copy.history = new Map([...this.history].map(([key, values]) => [key, [...values]]));
    return copy;
  }
}

/** Who may read what, as it is now: outside of the backup, like the directory of people. */
export class People {
  readonly territories = new Map<string, Set<string>>();
  readonly roles = new Map<string, "rep" | "fin">();

  scopesOf(user: string): Set<string> {
    return new Set([`u:${user}`, ...[...(this.territories.get(user) ?? [])].map((t) => `t:${t}`)]);
  }

  /** The general read rule, written on its own: I5 and I6 are judged by it. */
  mayRead(user: string, row: ModelRow | undefined, rows: ReadonlyMap<string, ModelRow>): boolean {
    if (row === undefined || row.del) return false;
    const record = parentOf(row, rows);
    if (record === undefined || record.del) return false;
    const territory = String(record.fields.terr);
    return record.fields.owner === user || (this.territories.get(user)?.has(territory) ?? false);
  }

  maskOf(user: string, type: string): string {
    return MASKED[type] === undefined ? "-" : (this.roles.get(user) ?? "rep");
  }

  masked(user: string, row: ModelRow): Fields {
    const hidden = MASKED[row.type];
    if (hidden === undefined || this.roles.get(user) === "fin") return row.fields;
    const { [hidden]: _, ...shown } = row.fields;
    return shown;
  }
}

export function parentOf(row: ModelRow, rows: { get(key: string): ModelRow | undefined }): ModelRow | undefined {
  const parent = PARENT[row.type];
  return parent === undefined ? row : rows.get(keyOf(parent[0], String(row.fields[parent[1]])));
}

export function scopesOf(row: ModelRow, rows: ReadonlyMap<string, ModelRow>): Set<string> {
  const record = parentOf(row, rows);
  if (row.del || record === undefined || record.del) return new Set();
  return new Set([`t:${String(record.fields.terr)}`, `u:${String(record.fields.owner)}`]);
}

export function childrenOf(row: ModelRow, rows: ReadonlyMap<string, ModelRow>): ModelRow[] {
  if (row.type !== "account" && row.type !== "claim") return [];
  const found: ModelRow[] = [];
  for (const child of rows.values())
    if (PARENT[child.type]?.[0] === row.type && parentOf(child, rows)?.id === row.id) found.push(child);
  return found;
}

/** What the server needs of the world around it: chance, faults, and the judge. */
export interface Surroundings {
  readonly mutant: Mutant | null;
  readonly pageLimit: number;
  readonly crashChance: number;
  readonly habits: { readonly unknownFirst: boolean; readonly boundCursors: boolean };
  chance(p: number): boolean;
  /** A transaction is open, on this row if it is an op's: others may act now. */
  meanwhile(device: string, row?: string): void;
  isWiped(device: string): boolean;
  fail(kind: string, what: string): never;
}

/** The content by which a repeated op is told from another one: everything but its number. */
export function contentOf(op: Op): string {
  return JSON.stringify({ ...op, seq: 0 });
}
