import type { Fields, Meta, OutboxOp } from "../core/types";
import { judgeEnd } from "./judgeEnd";
import type { Phone } from "./phone";
import { keyOf } from "./tables";
import type { World } from "./world";

/** A promise that was broken. */
export class Violation extends Error {
  constructor(
    readonly kind: string,
    what: string,
  ) {
    super(`${kind}: ${what}`);
  }
}

/** Looks at screens and checkpoints while the world runs (I11, I12, I13), and at everything at its end. */
export class Judge {
  constructor(private readonly world: World) {}

  /** After something happened to a phone: what its person did is on the screen, once (I12). */
  screen(phone: Phone): void {
    const { world } = this;
    if (phone.isDead) return;
    const { view } = phone.device;
    for (const { id, count } of view.rows("account"))
      if (Number(count) > (world.incs.get(keyOf("account", String(id))) ?? 0))
        world.fail("flicker", `a step is shown twice on ${phone.name}`);
    if (world.rotten.has(phone)) return;
    const outbox = phone.device.outbox();
    const { resyncing, epoch } = phone.device.meta;
    const isOld = resyncing || epoch !== world.server.epoch; // that base may have lost a row for a good reason
    for (const [i, held] of outbox.entries())
      if (held.result === null && !(isOld && held.in) && !world.server.tables.ops.has(held.op.op_id))
        this.unsent(phone, held, outbox.slice(i + 1));
    if (world.isQuiet) this.quiet(phone);
  }

  /** After a transition: checkpoints only go on, and hold groups whole (I11, I13). */
  moved(phone: Phone, before: Meta, after: Meta): void {
    const { world } = this;
    if (before.version === after.version) return;
    const isSameLife = before.complete && before.epoch === after.epoch && !before.resyncing;
    if (isSameLife && after.version < before.version && world.mutant !== "no_epoch")
      world.fail("monotonic", `the checkpoint of ${phone.name} went back from ${before.version} to ${after.version}`);
    if (world.rotten.has(phone)) return;
    for (const keys of world.groups) {
      const held = keys.filter((key) => phone.store.row(key) !== undefined).length;
      if (held !== 0 && held !== keys.length)
        world.fail("atomic", `${phone.name} holds a part of the group of ${keys[0]}`);
    }
  }

  end(): void {
    judgeEnd(this.world);
  }

  /** An op that the server has not got must be seen, unless a later one of the person covers it. */
  private unsent(phone: Phone, { op }: OutboxOp, later: readonly OutboxOp[]): void {
    const row = phone.device.view.row(op.type, op.id);
    const isGone = later.some((other) => other.op.kind === "delete" && other.op.id === op.id);
    if (isGone) return;
    if (op.kind === "create" && row === undefined)
      this.world.fail("flicker", `${op.op_id} is hidden before the server has it`);
    if (row === undefined) return;
    for (const [field, change] of Object.entries(op.set ?? {})) {
      const isCovered = later.some((other) => other.op.id === op.id && other.op.set?.[field] !== undefined);
      if (!isCovered && JSON.stringify(row[field]) !== JSON.stringify(change.to))
        this.world.fail("flicker", `${field} of ${op.op_id} is hidden before the server has it`);
    }
    for (const tag of op.add?.tags ?? []) {
      const isCovered = later.some((other) => other.op.remove?.tags?.includes(tag) ?? other.op.set?.tags !== undefined);
      if (!isCovered && !has(row, tag as string)) this.world.fail("flicker", `the tag of ${op.op_id} is hidden`);
    }
  }

  /** Without withdrawals and restores: whatever the server applied stays on the screen of its author. */
  private quiet(phone: Phone): void {
    const { world } = this;
    const { ops, rows } = world.server.tables;
    for (const { phone: author, op } of world.accepted.values()) {
      if (author !== phone || op.type !== "visit" || op.kind !== "create") continue;
      const account = rows.get(keyOf("account", String(op.args?.account)));
      const isApplied = ops.get(op.op_id)?.result.status === "applied";
      if (isApplied && account?.del === false && phone.device.view.row("visit", op.id) === undefined)
        world.fail("flicker", `${op.op_id} vanished from the screen of its author`);
    }
  }
}

function has(row: Fields, tag: string): boolean {
  return Array.isArray(row.tags) && row.tags.includes(tag);
}
