/**
 * The words the parts of the offline replica speak with each other: ops and results, what is
 * stored, what is shown. What else travels is in `wire.ts`.
 * Everything here is plain data (it survives structured cloning) except `View`, `Draft`, `Effects` and `Platform`.
 * Values are never changed in place: a changed row or op is a new object.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** The served fields of a row, by attribute name, `id` among them. */
export type Fields = { readonly [field: string]: Json };

export interface RowKey {
  readonly type: string;
  readonly id: string;
}

/** A row of the last checkpoint with its version and the scopes through which this person holds it. */
export interface Row extends RowKey {
  readonly v: number;
  readonly scopes: readonly string[];
  readonly fields: Fields;
}

// ---- ops ----------------------------------------------------------------------------------------------------------

export type OpKind = "create" | "patch" | "delta" | "delete" | "command";
/** `was_hash` is the lower-case hex SHA-256 of the UTF-8 text the person started from. */
export type SetField = { readonly was: Json; readonly to: Json } | { readonly was_hash: string; readonly to: string };

/** One saved change, as it travels. Immutable once saved, except `seq`, which a new registration gives again. */
export interface Op extends RowKey {
  readonly op_id: string;
  readonly seq: number;
  readonly group?: string;
  readonly kind: OpKind;
  readonly base: number;
  readonly args?: Fields;
  readonly set?: { readonly [field: string]: SetField };
  readonly add?: { readonly [field: string]: readonly Json[] };
  readonly remove?: { readonly [field: string]: readonly Json[] };
  readonly inc?: { readonly [field: string]: number };
  readonly command?: string;
  readonly expect_state?: string;
  readonly seen?: string;
  readonly client_time: string;
  readonly clock_offset_ms: number;
  readonly tz: string;
  readonly mono_ms?: number;
  readonly clock_doubtful?: boolean;
  readonly schema: number;
}

/**
 * A field of a patch as a screen writes it. Give `was` when a form was opened earlier than it is saved: the value the
 * person saw then. Left out, it is what is shown now. `text: true` is a long text: only the hash of `was` travels.
 */
export type NewSet =
  | { readonly to: Json; readonly was?: Json; readonly text?: false }
  | { readonly to: string; readonly was?: string; readonly was_hash?: string; readonly text: true };

/** What a screen asks to save; the core adds op_id, seq, base, time and schema. */
export interface NewOp extends RowKey {
  readonly kind: OpKind;
  readonly group?: string;
  readonly args?: Fields;
  readonly set?: { readonly [field: string]: NewSet };
  readonly add?: { readonly [field: string]: readonly Json[] };
  readonly remove?: { readonly [field: string]: readonly Json[] };
  readonly inc?: { readonly [field: string]: number };
  readonly command?: string;
  readonly expect_state?: string;
  readonly seen?: string;
}

/** The moment of a save, from the shell: the core has no clock. */
export interface Moment {
  readonly now: number;
  readonly clock_offset_ms: number;
  readonly tz: string;
  readonly mono_ms?: number;
}

// ---- results -------------------------------------------------------------------------------------------------

export interface MergedField {
  readonly field: string;
  readonly other: Json;
  readonly by?: string | null;
  readonly at?: string | null;
}

export interface Result {
  readonly op_id: string;
  readonly seq: number;
  readonly status: "applied" | "merged" | "rejected";
  readonly version: number;
  readonly code?: string | null;
  readonly detail?: Fields;
  readonly merged?: readonly MergedField[];
  readonly warnings?: readonly Json[];
  readonly current_version?: number | null;
  readonly current?: Fields | null;
}

export interface Stream {
  readonly scope: string;
  readonly type: string;
}

// ---- what is stored -----------------------------------------------------------------------------------------------

/** An op of the outbox. `in`: the stored checkpoint contains it, so that it is not replayed. */
export interface OutboxOp {
  readonly op: Op;
  readonly order: number;
  readonly in: boolean;
  readonly result: Result | null;
}

/** A finished op, kept until the server's backups contain it. */
export interface RetainedOp {
  readonly op: Op;
  readonly order: number;
  readonly version: number;
  readonly finished_at: number;
  readonly bytes: number;
}

/**
 * What the person has to see: a rejected op with its content, or a merged one with the other value (nothing is wrong,
 * it may be dismissed). `order` is the op's place among all saved ops.
 */
export interface AttentionItem {
  readonly op: Op;
  readonly order: number;
  readonly kind: "rejected" | "merged";
  readonly result: Result;
  readonly at: number;
}

export interface Meta {
  readonly device: string;
  readonly epoch: string | null;
  readonly cursor: string | null;
  readonly version: number;
  /** False until the first checkpoint: rows may be missing, totals are not shown. */
  readonly complete: boolean;
  /** The server was restored: the base is of an earlier epoch until the next checkpoint replaces it. */
  readonly resyncing: boolean;
  /**
   * What has to happen before the next push or pull: register again, then ask the results of the pending ops (8.3). The
   * others are numbered when the answer is stored. If the server forgets the device meanwhile, register once more.
   */
  readonly needs: "nothing" | "register" | "status";
  readonly last_seq: number;
  readonly durable_version: number;
  /** Streams the digest found different; their rows are replaced at the next checkpoint. */
  readonly repair: readonly Stream[];
  /** Retained ops given up by age or size before a backup contained them (a warning counter). */
  readonly retained_lost: number;
  readonly last_client_time: number;
}

/** Everything a device is rebuilt from after a crash. */
export interface StoredState {
  /** Of the last commit that was stored; the store refuses a commit that does not follow it (two tabs at once). */
  readonly serial: number;
  readonly meta: Meta;
  readonly rows: Iterable<Row>;
  readonly outbox: Iterable<OutboxOp>;
  readonly retained: Iterable<RetainedOp>;
  readonly attention: Iterable<AttentionItem>;
}

/** Changes of one small store, by op_id; a put replaces. */
export interface Changes<T> {
  readonly put: readonly T[];
  readonly remove: readonly string[];
}

export interface RowChanges {
  readonly clear: boolean;
  readonly put: readonly Row[];
  readonly remove: readonly RowKey[];
  /** Every row that was held before and is not held now; without `clear` the same as `remove`. */
  readonly gone: readonly RowKey[];
}

/**
 * What one transition changes. The shell stores it all or nothing, in the order of `serial`, before `Device.accept` and
 * before anybody is told. `rows` is one segment: first `clear` (all older segments), then `remove`, then `put`; a key
 * is never in both. `rows.gone` are the rows that left: their files, drafts and kept answers go too. `wipe`: destroy
 * everything.
 */
export interface Commit {
  readonly serial: number;
  readonly rows: RowChanges;
  readonly outbox: Changes<OutboxOp>;
  readonly retained: Changes<RetainedOp>;
  readonly attention: Changes<AttentionItem>;
  readonly meta: Meta | null;
  readonly wipe: boolean;
}

// ---- what is shown ------------------------------------------------------------------------------------------------

/** The base with the person's pending changes on top, always as it is now. Do not change what it gives. */
export interface View {
  readonly version: number;
  readonly complete: boolean;
  row(type: string, id: string): Fields | undefined;
  rows(type: string): Iterable<Fields>;
  /** Rows of the type whose field has this value, through an index made at the first question. */
  where(type: string, field: string, value: Json): Fields[];
}

/** The view while an op is replayed; what is put here is on the screen until the op leaves the outbox. */
export interface Draft {
  get(type: string, id: string): Fields | undefined;
  put(type: string, id: string, row: Fields): void;
  remove(type: string, id: string): void;
}

export type Effect = (draft: Draft, op: Op) => void;

/**
 * What ops do to the screen before the server has decided. `commands` by "type.command"; `creates` by type gives the
 * row made of a create's args (it may put further rows into the draft). Patch, delta and delete need nothing.
 */
export interface Effects {
  readonly commands: Readonly<Record<string, Effect>>;
  readonly creates: Readonly<Record<string, (op: Op, draft: Draft) => Fields>>;
}

/** What the pure core is given: an id maker (UUID v7) and SHA-256 (32 bytes). */
export interface Platform {
  readonly newId: () => string;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly schema: number;
}
