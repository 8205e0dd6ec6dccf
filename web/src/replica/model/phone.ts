import type { Transition } from "../core/contract";
import type { Device } from "../core/device";
import { newMeta } from "../core/meta";
import type { Meta } from "../core/types";
import type { PushRequest, Refusal } from "../core/wire";
import { type Intent, actOf, stepOf } from "./acts";
import { digestAnswer } from "./digesting";
import { modelEffects } from "./effects";
import { platformSha } from "./hash";
import { MemoryStore } from "./memoryStore";
import { deviceClass } from "./mutants";
import type { World } from "./world";

/** One phone of one person: the shell around the real core, with a store that survives crashes. */
export class Phone {
  store: MemoryStore;
  device: Device;
  isDead = false;
  private copy: MemoryStore | null = null;
  private readonly underway: (() => void)[] = [];

  constructor(
    private readonly world: World,
    readonly name: string,
    readonly user: string,
  ) {
    const id = world.newDeviceId(name);
    world.server.register(id, user, null);
    this.store = new MemoryStore(newMeta(id));
    this.device = this.started();
  }

  act(): void {
    const { world } = this;
    const territories = [...(world.server.people.territories.get(this.user) ?? [])];
    const intent = actOf(this.device.view, this.user, territories, world.r, () => world.word(), world.mutant);
    this.save(intent);
  }

  /** Approve the claim, if this person sees it waiting. */
  approve(id: string): void {
    const row = this.device.view.row("claim", id);
    if (!this.isDead && row?.state === "submitted" && row.owner !== this.user) this.save(stepOf(row, "approve"));
  }

  private save(intent: Intent): void {
    const { world } = this;
    if (intent.ops.length === 0) return;
    const t = this.device.save(intent.ops, world.moment());
    if (this.run(t)) world.accept(this, t.value, intent);
    world.judge.screen(this);
  }

  /** Deal with one item of the attention list. */
  tidy(): void {
    const { world } = this;
    const items = this.device.attention();
    if (items.length === 0) return;
    const { op, kind } = world.r.pick(items);
    const choice = world.r.int(0, 2);
    const t =
      choice === 0 || (kind === "merged" && choice === 1)
        ? this.device.dismiss([op.op_id])
        : kind === "merged"
          ? this.device.takeMineBack(op.op_id, world.moment())
          : this.device.retry([op.op_id], world.moment());
    const gone = t.commit.attention.remove;
    if (!this.run(t)) return;
    for (const id of gone) world.dealtWith.add(id);
    if (t.value !== undefined) world.acceptAgain(this, t.value, [...gone]);
  }

  push(): void {
    if (this.recover()) return;
    const whole = this.device.pushRequest();
    if (whole === null) return;
    const request = this.world.isHealing ? whole : shortened(whole, this.world.r.int(1, 6));
    const answer = this.world.net(() => this.world.server.push(request));
    if (answer === null) return;
    this.nowOrLater(() => {
      if ("code" in answer) this.refused(request, answer);
      else this.run(this.device.takePush(request, answer, this.world.moment().now));
    });
  }

  /** Ask for one page; true while the checkpoint is not complete. */
  pull(): boolean {
    if (this.recover()) return true;
    const request = this.device.pullRequest();
    if (request === null) return false;
    const answer = this.world.net(() => this.world.server.pull(request));
    if (answer === null) return true;
    this.nowOrLater(() => {
      if ("code" in answer) this.refused(request, answer);
      else this.run(this.device.takePage(request, answer, this.world.moment().now));
    });
    return "code" in answer || !answer.complete;
  }

  /** Compare with the server and start differing streams again (15). */
  compare(): void {
    const request = this.device.digestRequest();
    if (request === null || this.recover()) return;
    const answer = this.world.net(() => digestAnswer(this.world, this, request));
    if (answer !== null && !("code" in answer)) this.run(this.device.takeDigest(request, answer));
  }

  /** An answer that was under way for long arrives. */
  hear(): void {
    this.underway.shift()?.();
    this.world.judge.screen(this);
  }

  /** Whether the next op it sends is about this row. */
  isAbout(id: string | undefined): boolean {
    return !this.isDead && this.device.outbox().find(({ result }) => result === null)?.op.id === id;
  }

  crash(): void {
    this.world.count("crash");
    this.underway.length = 0;
    this.device = this.started();
  }

  backUp(): void {
    this.copy = this.store.copy();
  }

  /** The phone is set back to an old copy of itself; what it saved since is gone from it. */
  goBack(): void {
    if (this.copy === null) return;
    this.world.count("device_restored");
    const before = this.held();
    this.underway.length = 0;
    this.store = this.copy.copy();
    this.device = this.started();
    const after = this.held();
    for (const id of before) if (!after.has(id)) this.world.lostByDeviceRestore.add(id);
  }

  /** A row is lost from the store without anybody noticing. */
  rot(): void {
    this.world.count("rot");
    this.underway.length = 0;
    this.world.rotten.add(this);
    this.store.forgetRow(this.world.r.next());
    this.device = this.started();
  }

  held(): Set<string> {
    const items = [...this.device.outbox(), ...this.device.retained(), ...this.device.attention()];
    return new Set(items.map(({ op }) => op.op_id));
  }

  /** Take an answer, or have it arrive after other things have happened. */
  private nowOrLater(take: () => void): void {
    const { world } = this;
    if (!world.isHealing && world.r.chance(world.faults * 0.3)) {
      world.count("late_answer");
      this.underway.push(take);
      return;
    }
    take();
    world.judge.screen(this);
  }

  /** One step of a new registration, if one is needed (8.3). */
  private recover(): boolean {
    const { world } = this;
    const { needs, device } = this.device.meta;
    if (this.isDead) return true;
    if (needs === "nothing") return false;
    const now = world.moment().now;
    if (needs === "status") {
      const answer = world.net(() => world.server.status(device, this.device.statusIds()));
      if (answer === null) return true;
      if (Array.isArray(answer)) {
        this.run(this.device.takeStatus(answer, now));
        return true;
      }
      if ((answer as Refusal).code === "sync.device_wipe") return this.wiped();
    }
    const answer = world.net(() => {
      const id = world.newDeviceId(this.name);
      if (world.isWiped(id)) return { code: "sync.device_wipe" };
      world.server.register(id, this.user, device);
      return { id };
    });
    if (answer === null) return true;
    if ("code" in answer) return this.wiped();
    this.run(this.device.registered(answer.id));
    return true;
  }

  private wiped(): true {
    this.run(this.device.wipe());
    return true;
  }

  private refused(request: Parameters<Device["takeRefusal"]>[0], refusal: Refusal): void {
    this.run(this.device.takeRefusal(request, refusal, this.world.moment().now));
  }

  /** Store a transition and follow it; the app may be killed before or after storing. False: it was not stored. */
  private run(t: Transition<unknown> | null): boolean {
    if (t === null) return true;
    const { world } = this;
    if (!world.isHealing && world.r.chance(world.killChance)) {
      this.crash();
      return false;
    }
    if (t.commit.wipe) {
      for (const id of this.held()) world.destroyed.add(id);
      this.isDead = true;
      this.device.accept(t.commit);
      return true;
    }
    const before: Meta = this.device.meta;
    this.store.commit(t.commit);
    if (!world.isHealing && world.r.chance(world.killChance)) this.crash();
    else this.device.accept(t.commit);
    world.judge.moved(this, before, this.device.meta);
    return true;
  }

  private started(): Device {
    const { world } = this;
    const platform = { newId: () => world.newOpId(), sha256: platformSha, schema: 1 };
    return new (deviceClass(world.mutant))(this.store.load(), modelEffects, platform);
  }
}

/** The first few ops of a push, whole groups: phones send as much as the network allows. */
function shortened(request: PushRequest, most: number): PushRequest {
  const { ops } = request.body;
  let end = Math.min(most, ops.length);
  while (end < ops.length && ops[end]?.group !== undefined && ops[end]?.group === ops[end - 1]?.group) end++;
  return { ...request, body: { ...request.body, ops: ops.slice(0, end) } };
}
