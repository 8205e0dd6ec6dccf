import type { Entry, PullPage, PullRequest } from "../core/wire";
import { type People, type Surroundings, TYPES, type Tables } from "./tables";

type Place = readonly [v: number, key: string, scope: string];
const ZERO: Place = [0, "", ""];
const END = "\uffff";

interface Position {
  readonly place: Place;
  /** Leaves up to this version are skipped: the stream started from nothing after them. */
  readonly born: number;
}

/** What the opaque cursor stands for. */
export interface ModelCursor {
  readonly device: string;
  readonly epoch: string;
  readonly version: number;
  readonly safe: number;
  readonly masks: Readonly<Record<string, string>>;
  readonly positions: ReadonlyMap<string, Position>;
}

export const streamOf = (scope: string, type: string): string => `${scope}|${type}`;

const scopeOfStream = (stream: string): string => stream.slice(0, stream.indexOf("|"));

function after(a: Place, b: Place): boolean {
  if (a[0] !== b[0]) return a[0] > b[0];
  if (a[1] !== b[1]) return a[1] > b[1];
  return a[2] > b[2];
}

/** A page (7.1), from the tables as they are at this moment. `keep` files a cursor and gives its name. */
export function pullPage(
  tables: Tables,
  people: People,
  around: Surroundings,
  request: PullRequest,
  known: ModelCursor | null,
  life: { readonly epoch: string; readonly durable: number; keep(cursor: ModelCursor): string },
): PullPage {
  const { mutant } = around;
  const line = tables.devices.get(request.device);
  if (line === undefined) throw new Error("checked before");
  const { user } = line;
  const masks = Object.fromEntries(TYPES.map((type) => [type, people.maskOf(user, type)]));
  const held = new Set([...(known?.positions.keys() ?? [])].map(scopeOfStream));
  const scopes = mutant === "scopes_from_cursor" && known ? held : people.scopesOf(user);
  let head = tables.head;
  let safe = known?.safe ?? head;
  let reset: string[] = [];
  if (known && mutant !== "no_mask_reset") reset = TYPES.filter((type) => known.masks[type] !== masks[type]);
  if (known && safe < tables.floor && mutant !== "no_floor") [reset, safe] = [[...TYPES], head];
  const drop = mutant === "no_drop" ? [] : [...held].filter((scope) => !scopes.has(scope)).sort();
  const positions = new Map<string, Position>();
  for (const scope of scopes) {
    for (const type of TYPES) {
      const stream = streamOf(scope, type);
      const fresh = { place: ZERO, born: head };
      const late = { place: [known?.version ?? 0, END, END] as Place, born: head };
      const start = mutant === "no_backfill" && known ? late : fresh;
      positions.set(stream, reset.includes(type) ? fresh : (known?.positions.get(stream) ?? start));
    }
  }
  const found = entriesAfter(tables, scopes, positions);
  const page = found.slice(0, around.pageLimit);
  const complete = found.length <= around.pageLimit;
  const { acked, durable } = { acked: { seq: line.last, op_id: line.lastOp }, durable: life.durable };
  const entries = page.map(([[v, key, scope], op]): Entry => {
    const row = tables.rows.get(key);
    if (row === undefined) throw new Error(`entry without row ${key}`);
    const { type, id } = row;
    if (op === "leave") return { op, scope, type, id, v };
    if (!people.mayRead(user, row, tables.rows)) around.fail("leak", `sent ${key} to ${user} without right`);
    return { op, scope, type, id, v, row: people.masked(user, row) };
  });
  if (around.isWiped(request.device) && entries.length > 0) around.fail("leak", "content sent to a wiped device");
  if (mutant === "head_after_rows") {
    around.meanwhile(request.device);
    head = tables.head;
  }
  let last = page.at(-1)?.[0] ?? ZERO;
  if (mutant === "cursor_version_only") last = [last[0], END, END];
  const next = new Map<string, Position>();
  for (const [stream, { place, born }] of positions) {
    if (complete) next.set(stream, { place: [head, END, END], born });
    else next.set(stream, { place: after(last, place) ? last : place, born });
  }
  const cursor = life.keep({
    device: request.device,
    epoch: life.epoch,
    version: head,
    safe: complete ? head : safe,
    masks,
    positions: next,
  });
  return { epoch: life.epoch, version: head, durable_version: durable, complete, reset, drop, entries, cursor, acked };
}

function entriesAfter(
  tables: Tables,
  scopes: ReadonlySet<string>,
  positions: ReadonlyMap<string, Position>,
): [Place, "put" | "leave"][] {
  const found: [Place, "put" | "leave"][] = [];
  for (const [key, entries] of tables.feed) {
    const type = key.slice(0, key.indexOf("/"));
    for (const [scope, { v, op }] of entries) {
      if (!scopes.has(scope)) continue;
      const position = positions.get(streamOf(scope, type));
      if (position === undefined || (op === "leave" && v <= position.born)) continue;
      const place: Place = [v, key, scope];
      if (after(place, position.place)) found.push([place, op]);
    }
  }
  return found.sort(([a], [b]) => (after(a, b) ? 1 : -1));
}

/** The cursor after a digest: the named streams start again. */
export function startedAgain(cursor: ModelCursor, streams: readonly string[], head: number): ModelCursor {
  const positions = new Map(cursor.positions);
  for (const stream of streams) if (positions.has(stream)) positions.set(stream, { place: ZERO, born: head });
  return { ...cursor, positions };
}

/** Count and sum of every stream a user holds, from the entries (section 15). */
export function serverDigest(
  tables: Tables,
  scopes: ReadonlySet<string>,
  sum: (id: string, v: number) => bigint,
): Map<string, readonly [number, bigint]> {
  const streams = new Map<string, readonly [number, bigint]>();
  for (const [key, entries] of tables.feed) {
    const [type, id] = [key.slice(0, key.indexOf("/")), key.slice(key.indexOf("/") + 1)];
    for (const [scope, { v, op }] of entries) {
      if (op === "leave" || !scopes.has(scope)) continue;
      const [count, total] = streams.get(streamOf(scope, type)) ?? [0, 0n];
      streams.set(streamOf(scope, type), [count + 1, (total + sum(id, v)) % (1n << 128n)]);
    }
  }
  return streams;
}

