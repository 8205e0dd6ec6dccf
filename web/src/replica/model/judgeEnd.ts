import type { Fields, Row } from "../core/types";
import type { Phone } from "./phone";
import { TYPES, scopesOf } from "./tables";
import type { Accepted, World } from "./world";

/** After healing: I5, I7, I8, I9, I10, I13, I16, I17. */
export function judgeEnd(world: World): void {
  for (const phone of world.phones) judgePhone(world, phone);
  for (const [id, accepted] of world.accepted) judgeOp(world, id, accepted);
  judgeCounters(world);
  const paid = world.server.tables.ledger;
  if (new Set(paid).size !== paid.length) world.fail("money", "a claim was reimbursed twice");
}

function judgePhone(world: World, phone: Phone): void {
  const { tables, people } = world.server;
  if (world.wipedPhones.has(phone.name)) {
    const left = TYPES.flatMap((type) => [...phone.device.view.rows(type)]);
    if (!phone.isDead || left.length > 0) world.fail("wipe", `${phone.name} was not wiped`);
    return;
  }
  const held = new Map<string, Row>();
  for (const row of phone.store.load().rows) held.set(`${row.type}/${row.id}`, row);
  const scopes = people.scopesOf(phone.user);
  for (const [key, row] of tables.rows) {
    const own = held.get(key);
    held.delete(key);
    if (!people.mayRead(phone.user, row, tables.rows)) {
      if (own !== undefined) world.fail("convergence", `${phone.name} still holds ${key}`);
      continue;
    }
    if (own === undefined) world.fail("convergence", `${phone.name} misses ${key}`);
    if (!same(own.fields, people.masked(phone.user, row))) world.fail("convergence", `${phone.name} has ${key} stale`);
    const right = [...scopesOf(row, tables.rows)].filter((scope) => scopes.has(scope)).sort();
    if (!same(right, [...own.scopes].sort())) world.fail("convergence", `${phone.name} holds ${key} by other scopes`);
    if (!same(phone.device.view.row(row.type, row.id), own.fields))
      world.fail("convergence", `${phone.name} shows ${key} otherwise than it holds it`);
  }
  for (const key of held.keys()) world.fail("convergence", `${phone.name} holds a ghost ${key}`);
  const shown = TYPES.reduce((sum, type) => sum + [...phone.device.view.rows(type)].length, 0);
  if (shown !== [...phone.store.load().rows].length) world.fail("convergence", `${phone.name} shows rows it has not`);
}

/** Every saved op has one result, one effect at most, and is lost to nobody (I7, I8, I16). */
function judgeOp(world: World, id: string, { phone, op, mark }: Accepted): void {
  const { tables } = world.server;
  const effects = tables.effects.get(id) ?? 0;
  if (effects > 1) world.fail("doubled", `${id} was applied ${effects} times`);
  const isExcused = world.destroyed.has(id) || world.lostByDeviceRestore.has(id);
  const isShown = world.dealtWith.has(id) || inAttention(phone, id);
  const result = tables.ops.get(id)?.result;
  if (world.mutant === "dedupe_by_seq") {
    if (effects === 0 && !isExcused && !isShown) world.fail("lost", `${id} left no effect`);
  } else if (result === undefined) {
    if (!isExcused && !isShown) world.fail("lost", `${id} of ${phone.name} has no result`);
    return;
  } else if (result.status === "rejected") {
    if (effects !== 0) world.fail("doubled", `${id} was rejected and applied`);
    if (!isExcused && !isShown && !phone.isDead) world.fail("lost", `${id} was rejected and nobody is told`);
  } else if (effects !== 1) world.fail("lost", `${id} was answered ${result.status} without effect`);
  if (effects !== 1) return;
  if (op.kind === "create" && !tables.rows.has(`${op.type}/${op.id}`)) world.fail("atomic", `${id} left no row`);
  if (mark === null) return;
  const row = tables.rows.get(mark.row);
  const values = tables.history.get(`${mark.row}.${mark.field}`) ?? [];
  if (mark.kind === "value" && !values.includes(mark.value)) world.fail("lost", `the value of ${id} is nowhere`);
  const tags = row?.fields.tags;
  const isRemoved = world.removedTags.has(mark.value);
  if (mark.kind === "tag" && !isRemoved && !(Array.isArray(tags) && tags.includes(mark.value)))
    world.fail("lost", `the tag of ${id} is not there`);
  if (mark.kind === "line") judgeLine(world, id, mark.value, row?.fields ?? {}, values);
}

function judgeLine(world: World, id: string, line: string, fields: Fields, values: readonly unknown[]): void {
  if (!values.some((text) => String(text).split("\n").includes(line)))
    world.fail("lost", `the line of ${id} was never there`);
  const isRemoved = world.removedLines.has(line) || world.removedLines.has("*");
  if (!isRemoved && !String(fields.notes).split("\n").includes(line)) world.fail("lost", `the line of ${id} is gone`);
}

function inAttention(phone: Phone, id: string): boolean {
  return phone.device.attention().some(({ op, kind }) => op.op_id === id && kind === "rejected");
}

/** Steps applied = what the counter shows (I9). */
function judgeCounters(world: World): void {
  const { effects, rows } = world.server.tables;
  const steps = new Map<string, number>();
  for (const [id, { mark }] of world.accepted)
    if (mark?.kind === "inc") steps.set(mark.row, (steps.get(mark.row) ?? 0) + (effects.get(id) ?? 0));
  for (const [key, { type, fields }] of rows)
    if (type === "account" && fields.count !== (steps.get(key) ?? 0))
      world.fail("lost", `${key} counts ${String(fields.count)}, ${steps.get(key) ?? 0} steps were applied`);
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
