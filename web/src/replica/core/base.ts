import type { Fields, Json, Row, RowChanges } from "./types";

type Index = Map<Json, Set<string>>;

/** What an index files a value under: equal JSON is one key. */
function indexKey(value: Json | undefined): Json {
  return typeof value === "object" && value !== null ? `\u0000${JSON.stringify(value)}` : (value ?? null);
}

/** The rows of the last checkpoint, by type and id, with the indexes that were asked for. */
export class Base {
  private readonly types = new Map<string, Map<string, Row>>();
  private readonly indexes = new Map<string, Map<string, Index>>();

  constructor(rows: Iterable<Row>) {
    for (const row of rows) this.put(row);
  }

  get(type: string, id: string): Row | undefined {
    return this.types.get(type)?.get(id);
  }

  ofType(type: string): Iterable<Row> {
    return this.types.get(type)?.values() ?? [];
  }

  *all(): Iterable<Row> {
    for (const rows of this.types.values()) yield* rows.values();
  }

  /** The rows of the type whose field has this value. */
  *where(type: string, field: string, value: Json): Iterable<Row> {
    const rows = this.types.get(type);
    if (rows === undefined) return;
    for (const id of this.index(type, field).get(indexKey(value)) ?? []) {
      const row = rows.get(id);
      if (row !== undefined) yield row;
    }
  }

  /** Follow a commit; gives the types that changed. */
  apply(changes: RowChanges): Set<string> {
    const changed = new Set<string>();
    if (changes.clear) {
      for (const type of this.types.keys()) changed.add(type);
      this.types.clear();
      this.indexes.clear();
    }
    for (const { type, id } of changes.remove) {
      this.remove(type, id);
      changed.add(type);
    }
    for (const row of changes.put) {
      this.put(row);
      changed.add(row.type);
    }
    return changed;
  }

  private put(row: Row): void {
    let rows = this.types.get(row.type);
    if (rows === undefined) this.types.set(row.type, (rows = new Map()));
    const before = rows.get(row.id);
    rows.set(row.id, row);
    for (const [field, index] of this.indexes.get(row.type) ?? []) {
      if (before !== undefined) unfile(index, before.fields, field, row.id);
      file(index, row.fields, field, row.id);
    }
  }

  private remove(type: string, id: string): void {
    const before = this.types.get(type)?.get(id);
    if (before === undefined) return;
    this.types.get(type)?.delete(id);
    for (const [field, index] of this.indexes.get(type) ?? []) unfile(index, before.fields, field, id);
  }

  private index(type: string, field: string): Index {
    let ofType = this.indexes.get(type);
    if (ofType === undefined) this.indexes.set(type, (ofType = new Map()));
    let index = ofType.get(field);
    if (index === undefined) {
      ofType.set(field, (index = new Map()));
      for (const row of this.ofType(type)) file(index, row.fields, field, row.id);
    }
    return index;
  }
}

function file(index: Index, fields: Fields, field: string, id: string): void {
  const key = indexKey(fields[field]);
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}

function unfile(index: Index, fields: Fields, field: string, id: string): void {
  const key = indexKey(fields[field]);
  const ids = index.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(key);
}

/** Whether a field has this value, as `where` means it. */
export function hasValue(fields: Fields, field: string, value: Json): boolean {
  return indexKey(fields[field]) === indexKey(value);
}
