import type { Fields, Json, Op, SetField } from "../core/types";
import { cheapHash } from "./hash";
import type { Mutant } from "./mutants";
import { type ModelRow, type People, type Tables, keyOf, parentOf } from "./tables";
import { mergeTexts } from "./textMerge";
import type { Transaction } from "./transaction";

/** An op that is not applied; it takes its whole group back. */
export class Rejected extends Error {}

interface Desk {
  readonly tx: Transaction;
  readonly tables: Tables;
  readonly people: People;
  readonly user: string;
  readonly mutant: Mutant | null;
  /** With `approve_check_then_act`: the claim as it was before the lock. */
  readonly before: ModelRow | undefined;
  fail(kind: string, what: string): never;
}

interface Applied {
  readonly merged: { readonly field: string; readonly other: Json }[];
}

/** What an approver sees of a claim. */
export function seenOf(fields: Fields): string {
  return `${String(fields.amount)}`;
}

/** Apply one op inside the transaction (section 10). Throws Rejected. */
export function applyOp(desk: Desk, op: Op): Applied {
  const merged: { field: string; other: Json }[] = [];
  if (op.kind === "create") create(desk, op);
  else {
    const row = present(desk, op);
    if (row === undefined) return { merged };
    if (op.kind === "patch") patch(desk, op, row, merged);
    else if (op.kind === "delta") delta(desk, op, row);
    else if (op.kind === "delete") remove(desk, op, row);
    else command(desk, op, row);
  }
  desk.tx.done.push(op.op_id);
  return { merged };
}

/** The row of an op, if the actor may touch it now. undefined only with the mutant that says "applied" to nothing. */
function present(desk: Desk, op: Op): ModelRow | undefined {
  const row = desk.tx.get(keyOf(op.type, op.id));
  if (row === undefined) {
    throw new Rejected(wasRejected(desk, op.id) ? "depends_on_rejected" : "forbidden");
  }
  const record = parentOf(row, desk.tx);
  if (row.del || record === undefined || record.del) {
    if (desk.mutant === "silent_gone") return undefined;
    throw new Rejected("gone");
  }
  mayWrite(desk, record, op);
  return row;
}

function mayWrite(desk: Desk, record: ModelRow, op: Op): void {
  const { people, user } = desk;
  const mine = record.fields.owner === user || people.territories.get(user)?.has(String(record.fields.terr));
  if (mine) return;
  if (desk.mutant !== "no_push_auth") throw new Rejected("forbidden");
  desk.fail("auth", `${op.op_id} of ${user} applied without right`);
}

function wasRejected(desk: Desk, id: string): boolean {
  for (const { result, hash } of desk.tables.ops.values())
    if (result.status === "rejected" && hash.includes(`"kind":"create"`) && hash.includes(`"id":"${id}"`)) return true;
  return false;
}

const START: Readonly<Record<string, Fields>> = {
  account: { notes: "", tags: [], count: 0, margin: 7 },
  visit: {},
  claim: { state: "draft", cost: 3 },
  line: {},
};

function create(desk: Desk, op: Op): void {
  const { tx } = desk;
  const key = keyOf(op.type, op.id);
  if (tx.get(key) !== undefined) throw new Rejected("id_taken");
  const fields: Fields = { ...START[op.type], ...op.args, id: op.id };
  const row: ModelRow = { type: op.type, id: op.id, fields, del: false, ver: 0, touched: {} };
  const record = parentOf(row, tx);
  if (record === undefined)
    throw new Rejected(wasRejected(desk, String(fields.account ?? fields.claim)) ? "depends_on_rejected" : "ref_gone");
  if (record.del) throw new Rejected("gone");
  mayWrite(desk, record, op);
  tx.put(op.type, op.id, fields);
  for (const field of ["name", "notes", "amount"]) if (field in fields) tx.remember(key, field, fields[field] ?? null);
}

function patch(desk: Desk, op: Op, row: ModelRow, merged: { field: string; other: Json }[]): void {
  if (row.type === "claim" && row.fields.state !== "draft") throw new Rejected("state_changed");
  const fields: Record<string, Json> = { ...row.fields };
  const key = keyOf(op.type, op.id);
  for (const [field, change] of Object.entries(op.set ?? {})) {
    const current = row.fields[field] ?? null;
    const value = "was_hash" in change ? mergedText(desk, key, field, current, change) : change.to;
    const isConflict = "was_hash" in change ? value !== change.to : !same(current, change.was);
    if (isConflict && !same(current, value)) merged.push({ field, other: current });
    const isKept = desk.mutant !== "no_history" || !isConflict;
    if (isKept && !same(current, value)) desk.tx.remember(key, field, value);
    fields[field] = value;
  }
  desk.tx.put(op.type, op.id, fields);
}

function mergedText(desk: Desk, key: string, field: string, current: Json, change: SetField): string {
  const now = typeof current === "string" ? current : "";
  const to = String(change.to);
  const hash = "was_hash" in change ? change.was_hash : "";
  if (cheapHash(now) === hash || now === to) return to;
  const known = (desk.tables.history.get(`${key}.${field}`) ?? []).find((text) => cheapHash(String(text)) === hash);
  return known === undefined ? `${now}\n${to}` : mergeTexts(String(known), now, to);
}

function delta(desk: Desk, op: Op, row: ModelRow): void {
  const fields: Record<string, Json> = { ...row.fields };
  for (const [field, gone] of Object.entries(op.remove ?? {}))
    fields[field] = (fields[field] as Json[]).filter((value) => !gone.includes(value));
  for (const [field, added] of Object.entries(op.add ?? {})) {
    const held = fields[field] as Json[];
    fields[field] = [...held, ...added.filter((value) => !held.includes(value))];
  }
  for (const [field, step] of Object.entries(op.inc ?? {})) fields[field] = Number(fields[field]) + step;
  desk.tx.put(op.type, op.id, fields);
}

function remove(desk: Desk, op: Op, row: ModelRow): void {
  for (const [user, ver] of Object.entries(row.touched))
    if (user !== desk.user && ver > op.base) throw new Rejected("changed_since_base");
  for (const child of desk.tx.children(row)) desk.tx.put(child.type, child.id, child.fields, true);
  desk.tx.put(op.type, op.id, row.fields, true);
}

const STEPS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  submit: ["draft", "submitted"],
  recall: ["submitted", "draft"],
  approve: ["submitted", "approved"],
};

function command(desk: Desk, op: Op, row: ModelRow): void {
  const step = STEPS[op.command ?? ""];
  if (step === undefined) throw new Rejected("bad_op");
  const judged = desk.before ?? row;
  if (judged.fields.state !== op.expect_state || op.expect_state !== step[0]) throw new Rejected("state_changed");
  if (op.command === "approve") {
    if (row.fields.owner === desk.user) throw new Rejected("self_approval");
    if (op.seen !== seenOf(judged.fields)) throw new Rejected("changed_since_seen");
    if (row.fields.state === "submitted" && op.seen !== seenOf(row.fields))
      desk.fail("money", `${op.op_id} approves other content than was seen`);
    desk.tx.ledger.push(op.id);
  }
  desk.tx.put(op.type, op.id, { ...row.fields, state: step[1] });
}

function same(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
