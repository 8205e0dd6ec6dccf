import type { Op, Result } from "../core/types";
import type { PullPage, PullRequest, PushAnswer, PushRequest, Refusal } from "../core/wire";
import { Rejected, applyOp } from "./apply";
import { type ModelCursor, pullPage } from "./serverPull";
import { type OpLine, People, type Surroundings, Tables, contentOf, keyOf } from "./tables";
import { Transaction } from "./transaction";

/** A request that met a server that died, or is too busy: no answer, or one that says later. */
export const LOST = { code: "lost" } as const;

/** The server of the model: the whole protocol in one process, with the mistakes of section 24 to be switched on. */
export class ModelServer {
  tables = new Tables();
  readonly people = new People();
  epoch = "e1";
  durable = 0;
  private backup: Tables | null = null;
  private readonly cursors: ModelCursor[] = [];
  private lives = 1;

  constructor(private readonly around: Surroundings) {}

  /** A new registration ends the one it replaces: an old copy of the phone that still has it must be noticed. */
  register(device: string, user: string, replaces: string | null): void {
    if (replaces !== null) this.tables.devices.delete(replaces);
    this.tables.devices.set(device, { user, last: 0, lastOp: null, isLocked: false });
  }

  refusalOf(device: string, epoch: string | null, isPull: boolean): Refusal | null {
    const { around } = this;
    if (around.isWiped(device) && !(isPull && around.mutant === "wipe_ignored")) return { code: "sync.device_wipe" };
    const other = epoch !== null && epoch !== this.epoch ? { code: "sync.epoch_changed", epoch: this.epoch } : null;
    const unknown = this.tables.devices.has(device) ? null : { code: "sync.unknown_device" };
    return around.habits.unknownFirst ? (unknown ?? other) : (other ?? unknown);
  }

  pull(request: PullRequest): PullPage | Refusal {
    const { body, device } = request;
    const refusal = this.refusalOf(device, body.epoch, true);
    if (refusal !== null) return refusal;
    const known = body.cursor === null ? null : (this.cursors[Number(body.cursor)] ?? null);
    if (known !== null && known.epoch !== this.epoch && this.around.mutant !== "no_epoch")
      return { code: "sync.epoch_changed", epoch: this.epoch };
    const isForeign = known !== null && known.device !== device;
    if (isForeign && this.around.habits.boundCursors) return { code: "sync.bad_cursor" };
    return pullPage(this.tables, this.people, this.around, request, known, {
      epoch: this.epoch,
      durable: this.durable,
      keep: (cursor) => this.keep(cursor),
    });
  }

  cursor(name: string): ModelCursor | undefined {
    return this.cursors[Number(name)];
  }

  keep(cursor: ModelCursor): string {
    return String(this.cursors.push(cursor) - 1);
  }

  push(request: PushRequest): PushAnswer | Refusal {
    const { device, body } = request;
    const refusal = this.refusalOf(device, body.epoch, false);
    if (refusal !== null) return refusal;
    const results: Result[] = [];
    for (const unit of unitsOf(body.ops)) {
      const line = this.tables.devices.get(device);
      if (line === undefined || line.isLocked) return LOST;
      const stop = this.unit(device, unit, results);
      if (stop === LOST) return LOST;
      if (stop !== null && results.length === 0) return stop;
      if (stop !== null) {
        const stopped_at = { op_id: unit[0]?.op_id ?? "", code: stop.code };
        return { results, version: this.tables.head, stopped_at };
      }
    }
    return { results, version: this.tables.head, stopped_at: null };
  }

  status(device: string, ids: readonly string[]): Result[] | Refusal {
    if (this.around.isWiped(device)) return { code: "sync.device_wipe" };
    if (!this.tables.devices.has(device)) return { code: "sync.unknown_device" };
    return ids.map((id) => this.tables.ops.get(id)?.result).filter((result) => result !== undefined);
  }

  /** Change rows by hand of an administrator. */
  move(key: string, terr: string, owner: string): void {
    const row = this.tables.rows.get(key);
    if (row === undefined) return;
    const tx = new Transaction(this.tables, "admin", this.around.mutant);
    tx.put(row.type, row.id, { ...row.fields, terr, owner });
    tx.commit(null);
  }

  makeBackup(): void {
    this.backup = this.tables.copy();
    this.durable = this.tables.head;
  }

  restore(): boolean {
    if (this.backup === null) return false;
    this.tables = this.backup.copy();
    this.durable = this.tables.head;
    if (this.around.mutant !== "no_epoch") this.epoch = `e${++this.lives}`;
    return true;
  }

  prune(limit: number): void {
    for (const entries of this.tables.feed.values()) {
      for (const [scope, { v, op }] of entries) {
        if (op !== "leave" || v > limit) continue;
        entries.delete(scope);
        this.tables.floor = Math.max(this.tables.floor, v);
      }
    }
  }

  get isBusy(): boolean {
    return [...this.tables.devices.values()].some((line) => line.isLocked);
  }

  /** One op or group: recall or run it (8.2). Gives a refusal that ends the batch. */
  private unit(device: string, unit: readonly Op[], results: Result[]): Refusal | null {
    const { around, tables } = this;
    const { mutant } = around;
    const line = tables.devices.get(device);
    if (line === undefined) return { code: "sync.unknown_device" };
    const fresh: Op[] = [];
    const known: OpLine[] = [];
    let last = line.last;
    for (const op of unit) {
      const held = mutant === "no_dedupe" ? undefined : tables.ops.get(this.opKey(device, op));
      if (held !== undefined && mutant !== "dedupe_by_seq" && held.hash !== contentOf(op))
        around.fail("reused", `${op.op_id} came with other content`);
      const isNext = op.seq === last + 1;
      if (held !== undefined) known.push(held);
      else if (!isNext && !["no_dedupe", "no_fork_check", "dedupe_by_seq"].includes(mutant ?? ""))
        return { code: op.seq <= last ? "sync.device_forked" : "sync.seq_gap" };
      else fresh.push(op);
      if (isNext) last = op.seq;
    }
    if (fresh.length === 0) {
      [line.last, line.lastOp] = last > line.last ? [last, unit.at(-1)?.op_id ?? null] : [line.last, line.lastOp];
      unit.forEach((op, i) => results.push({ ...(known[i] as OpLine).result, op_id: op.op_id, seq: op.seq }));
      return null;
    }
    if (known.length > 0) around.fail("atomic", `a part of the group of ${fresh[0]?.op_id} is known`);
    const reserved = mutant === "version_at_begin" ? ++tables.head : null;
    const [first] = fresh;
    const isApproval = mutant === "approve_check_then_act" && first?.command === "approve";
    const before = isApproval ? tables.rows.get(keyOf("claim", first.id)) : undefined;
    line.isLocked = true;
    around.meanwhile(device, first?.id); // the transaction is open: others act
    if (this.tables !== tables) return LOST; // the server was restored meanwhile: this transaction is gone
    line.isLocked = false;
    // The same op came through another registration meanwhile: the key of `sync_op` breaks, and the unit is repeated.
    const isKnownNow = fresh.some((op) => tables.ops.has(this.opKey(device, op)));
    if (isKnownNow && mutant !== "no_dedupe") return this.unit(device, unit, results);
    const answers = this.run(line.user, fresh, reserved, before);
    if (mutant === "result_not_atomic" && around.chance(0.05)) return LOST;
    for (const [i, op] of fresh.entries()) {
      const result = answers[i] as Result;
      tables.ops.set(this.opKey(device, op), { result, hash: contentOf(op) });
      [line.last, line.lastOp] = [Math.max(line.last, op.seq), op.op_id];
      results.push(result);
    }
    return around.chance(around.crashChance) ? LOST : null; // killed after the commit
  }

  private opKey(device: string, op: Op): string {
    return this.around.mutant === "dedupe_by_seq" ? `${device}#${op.seq}` : op.op_id;
  }

  private run(user: string, ops: readonly Op[], reserved: number | null, before: OpLineRow): Result[] {
    const { around, people, tables } = this;
    const { mutant } = around;
    const tx = new Transaction(tables, user, mutant);
    const desk = { tx, tables, people, user, mutant, before, fail: around.fail.bind(around) };
    const merged: Pick<Result, "merged">[] = [];
    for (const [i, op] of ops.entries()) {
      if (mutant === "group_not_atomic" && i > 0 && around.chance(0.15)) break;
      try {
        merged.push(applyOp(desk, op));
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        return ops.map((other) => ({
          op_id: other.op_id,
          seq: other.seq,
          status: "rejected",
          version: 0,
          code: other === op ? error.message : "depends_on_rejected",
        }));
      }
    }
    const version = tx.isEmpty ? tables.head : tx.commit(reserved);
    return ops.map((op, i) => {
      const fields = merged[i]?.merged ?? [];
      const head = { op_id: op.op_id, seq: op.seq, version };
      return fields.length > 0 ? { ...head, status: "merged", merged: fields } : { ...head, status: "applied" };
    });
  }
}

type OpLineRow = ReturnType<Tables["rows"]["get"]>;

function unitsOf(ops: readonly Op[]): Op[][] {
  const units: Op[][] = [];
  for (const op of ops) {
    const last = units.at(-1);
    if (op.group !== undefined && last?.[0]?.group === op.group) last.push(op);
    else units.push([op]);
  }
  return units;
}
