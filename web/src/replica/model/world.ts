import type { Moment, Op } from "../core/types";
import type { Intent, Mark } from "./acts";
import { heal, phoneEvent, worldEvent } from "./events";
import { Judge, Violation } from "./judge";
import type { Mutant } from "./mutants";
import { Phone } from "./phone";
import { Rng } from "./rng";
import { LOST, ModelServer } from "./server";
import { type Surroundings, keyOf } from "./tables";

export const TERRITORIES = ["T0", "T1", "T2"];
const EVENTS = 170;

export interface Accepted {
  readonly phone: Phone;
  readonly op: Op;
  readonly mark: Mark | null;
}

/** One run: a server, some phones and persons, a bad network, and everything that can happen to them, by seed. */
export class World implements Surroundings {
  readonly r: Rng;
  readonly judge: Judge;
  readonly server: ModelServer;
  readonly phones: Phone[] = [];
  readonly users: string[];
  readonly accepted = new Map<string, Accepted>();
  readonly groups: (readonly string[])[] = [];
  readonly incs = new Map<string, number>();
  readonly removedTags = new Set<string>();
  readonly removedLines = new Set<string>();
  readonly rotten = new Set<Phone>();
  readonly destroyed = new Set<string>();
  readonly dealtWith = new Set<string>();
  readonly lostByDeviceRestore = new Set<string>();
  readonly wipedPhones = new Set<string>();
  readonly stats: Record<string, number> = {};
  readonly isQuiet: boolean;
  readonly pageLimit: number;
  readonly crashChance: number;
  readonly killChance: number;
  readonly habits: Surroundings["habits"];
  isHealing = false;
  readonly faults: number;
  private readonly slow: number;
  readonly late: (() => unknown)[] = [];
  private depth = 0;
  private words = 0;
  private opIds = 0;
  private deviceIds = 0;
  private clock = 1_700_000_000_000;

  constructor(
    readonly seed: number,
    readonly mutant: Mutant | null,
  ) {
    const r = (this.r = new Rng(seed));
    this.isQuiet = r.chance(0.25);
    this.pageLimit = r.pick([1, 2, 3, 7, 50]);
    this.faults = r.pick([0, 0.1, 0.3]);
    this.crashChance = r.pick([0, 0.03]);
    this.killChance = r.pick([0, 0, 0.01, 0.03]);
    this.slow = r.pick([0, 0.2, 0.5]);
    this.habits = { unknownFirst: r.chance(0.5), boundCursors: r.chance(0.3) };
    this.judge = new Judge(this);
    this.server = new ModelServer(this);
    this.users = Array.from({ length: r.int(2, 4) }, (_, i) => `u${i}`);
    for (const user of this.users) {
      this.server.people.territories.set(user, new Set(Array.from({ length: r.int(1, 2) }, () => r.pick(TERRITORIES))));
      this.server.people.roles.set(user, r.pick(["rep", "fin"]));
    }
    for (const user of this.users)
      for (let n = r.pick([1, 1, 2]); n > 0; n--) this.phones.push(new Phone(this, `p${this.phones.length}`, user));
  }

  /** Live, heal, and be judged. Throws Violation. */
  run(): void {
    for (let i = 0; i < EVENTS; i++) worldEvent(this);
    this.isHealing = true;
    heal(this);
    this.judge.end();
  }

  accept(phone: Phone, ops: readonly Op[], intent: Intent): void {
    ops.forEach((op, i) => this.accepted.set(op.op_id, { phone, op, mark: intent.marks[i] ?? null }));
    this.count("ops", ops.length);
    if (ops.length > 1) this.groups.push(ops.map(({ type, id }) => keyOf(type, id)));
    for (const mark of intent.marks)
      if (mark?.kind === "inc") this.incs.set(mark.row, (this.incs.get(mark.row) ?? 0) + 1);
    if (intent.removedTag !== undefined) this.removedTags.add(intent.removedTag);
    if (intent.removedLine !== undefined) this.removedLines.add(intent.removedLine);
  }

  /** Ops made of attention items: what is saved again must leave behind what the first one should have. */
  acceptAgain(phone: Phone, ops: readonly Op[], items: readonly string[]): void {
    const firsts = items.map((id) => this.accepted.get(id)).filter((first) => first !== undefined);
    for (const op of ops) {
      const first = firsts.find((held) => contentKey(held.op) === contentKey(op));
      if (first === undefined) this.removedLines.add("*"); // another person's text was taken back
      else if (first.mark?.kind === "inc") this.incs.set(first.mark.row, (this.incs.get(first.mark.row) ?? 0) + 1);
      this.accepted.set(op.op_id, { phone, op, mark: first?.mark ?? null });
    }
    this.count("ops", ops.length);
  }

  net<T>(call: () => T): T | null {
    const { r, faults } = this;
    this.count("requests");
    if (this.isHealing) return answered(call());
    const x = r.next();
    if (x < faults * 0.25) {
      this.count("lost_request");
      return null;
    }
    if (x < faults * 0.5) {
      this.count("lost_answer");
      call();
      return null;
    }
    if (x < faults * 0.7) {
      this.count("duplicate");
      call();
    } else if (x < faults * 0.9) {
      this.count("late_duplicate");
      this.late.push(call);
    }
    return answered(call());
  }

  meanwhile(device: string, row?: string): void {
    if (this.isHealing || this.depth >= 2 || !this.r.chance(this.slow)) return;
    this.depth += 1;
    const rivals = this.phones.filter((phone) => !this.isLocked(phone, device) && phone.isAbout(row));
    if (rivals.length > 0) this.r.pick(rivals).push();
    for (let n = this.r.int(1, 3); n > 0; n--) {
      const free = this.phones.filter((phone) => !phone.isDead && !this.isLocked(phone, device));
      if (free.length === 0) break;
      if (this.r.chance(0.4)) this.r.pick(free).push();
      else phoneEvent(this, this.r.pick(free));
    }
    this.depth -= 1;
  }

  isWiped(device: string): boolean {
    return this.wipedPhones.has(device.slice(0, device.indexOf(".")));
  }

  chance(p: number): boolean {
    return this.r.chance(p);
  }

  fail(kind: string, what: string): never {
    throw new Violation(kind, `${what} (seed ${this.seed})`);
  }

  moment(): Moment {
    this.clock += 1000;
    return { now: this.clock, clock_offset_ms: 0, tz: "Asia/Shanghai" };
  }

  word(): string {
    return String(++this.words);
  }

  newOpId(): string {
    return `op${++this.opIds}`;
  }

  newDeviceId(phone: string): string {
    return `${phone}.${++this.deviceIds}`;
  }

  count(what: string, n = 1): void {
    this.stats[what] = (this.stats[what] ?? 0) + n;
  }

  private isLocked(phone: Phone, device: string): boolean {
    const id = phone.device.meta.device;
    return id === device || (this.server.tables.devices.get(id)?.isLocked ?? false);
  }
}

/** A lost server gives no answer. */
function answered<T>(answer: T): T | null {
  return answer === LOST ? null : answer;
}

function contentKey(op: Op): string {
  return JSON.stringify([op.type, op.id, op.kind, op.args, op.set, op.add, op.remove, op.inc, op.command]);
}
