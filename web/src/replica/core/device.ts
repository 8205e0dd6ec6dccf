import { savedAgain, theirsAgain, withDependants } from "./attention";
import { type StagedPage, applyEarly, isForked, storeCheckpoint } from "./checkpoint";
import type { DeviceCore, Transition } from "./contract";
import { digestOf } from "./digest";
import { leaveScope } from "./fold";
import { MOST_OPS } from "./limits";
import { Memory } from "./memory";
import { nextBatch } from "./outbox";
import type { ReplayFailure } from "./overlay";
import { renumber, resync } from "./recovery";
import { refused } from "./refusals";
import { takeResults } from "./results";
import { saveOps } from "./saving";
import type {
  AttentionItem,
  Commit,
  Effects,
  Meta,
  Moment,
  NewOp,
  Op,
  OutboxOp,
  Platform,
  Result,
  RetainedOp,
  StoredState,
  View,
} from "./types";
import { Shown } from "./view";
import type {
  Announcement,
  DigestAnswer,
  DigestRequest,
  PullPage,
  PullRequest,
  PushAnswer,
  PushRequest,
  Refusal,
} from "./wire";
import { Working } from "./working";

type Position = Pick<Meta, "epoch" | "cursor">;

/** The device side of the protocol (see `DeviceCore`). Protected methods are the rules that the model test breaks. */
export class Device implements DeviceCore {
  readonly view: View;
  private readonly memory: Memory;
  private staged: readonly StagedPage[] = [];
  private mostOps = MOST_OPS;

  constructor(
    stored: StoredState,
    effects: Effects,
    private readonly platform: Platform,
  ) {
    this.memory = new Memory(stored, effects, (held) => this.isShown(held));
    this.view = new Shown(this.memory);
  }

  get meta(): Meta {
    return this.memory.meta;
  }

  get isWiped(): boolean {
    return this.memory.isWiped;
  }

  /** Effects that threw at the last replay: defects to report. */
  get replayFailures(): readonly ReplayFailure[] {
    return this.memory.overlay.failures;
  }

  outbox(): readonly OutboxOp[] {
    return this.memory.outbox();
  }

  retained(): readonly RetainedOp[] {
    return this.memory.retained();
  }

  attention(): readonly AttentionItem[] {
    return this.memory.attention();
  }

  announcement(): Announcement {
    return { last_seq: this.meta.last_seq, count: this.memory.stores.outbox.size };
  }

  save(ops: readonly NewOp[], moment: Moment): Transition<readonly Op[]> {
    return this.saved(new Working(this.memory.stores), ops, moment);
  }

  retry(opIds: readonly string[], moment: Moment): Transition<readonly Op[]> {
    const w = new Working(this.memory.stores);
    const items = withDependants(this.memory.stores.attention.values(), opIds);
    for (const { op } of items) w.attention.delete(op.op_id);
    return this.saved(w, savedAgain(items, this.platform.newId), moment);
  }

  dismiss(opIds: readonly string[]): Transition {
    const w = new Working(this.memory.stores);
    for (const id of opIds) w.attention.delete(id);
    return { commit: w.commit(), value: undefined };
  }

  takeMineBack(opId: string, moment: Moment): Transition<readonly Op[]> {
    const w = new Working(this.memory.stores);
    const item = this.memory.stores.attention.get(opId);
    if (item?.kind === "merged") w.attention.delete(opId);
    return this.saved(w, item === undefined ? [] : theirsAgain(item), moment);
  }

  pullRequest(): PullRequest | null {
    if (this.isWiped || this.meta.needs !== "nothing") return null;
    const { epoch, cursor } = this.position();
    const body = { epoch, cursor, schema: this.platform.schema, outbox: this.announcement() };
    return { device: this.meta.device, body };
  }

  pushRequest(): PushRequest | null {
    const { device, epoch, needs } = this.meta;
    if (this.isWiped || needs !== "nothing" || epoch === null) return null;
    const ops = nextBatch(this.outbox(), this.mostOps);
    return ops.length === 0 ? null : { device, body: { epoch, schema: this.platform.schema, ops } };
  }

  takePage(request: PullRequest, page: PullPage, now: number): Transition | null {
    if (!this.isPresent(request) || this.meta.needs !== "nothing") return null;
    const { epoch } = request.body;
    const w = new Working(this.memory.stores);
    const staged = [...this.staged, { request, page }];
    if (epoch === null ? this.outbox().some(({ result }) => result !== null) : page.epoch !== epoch)
      resync(w, page.epoch); // results of an unknown life of the server may be of another one than the page
    else if (!page.complete && this.meta.complete) {
      this.staged = staged;
      return null;
    } else if (this.isForked(page)) w.change({ needs: "register" });
    else if (!page.complete) applyEarly(w, this.memory.base, { request, page }, this.leave);
    else if (page.version < this.meta.version && !this.meta.resyncing) {
      this.staged = []; // a server copy that lags behind: ask again
      return null;
    } else storeCheckpoint(w, this.memory.base, staged, now, this.leave);
    return { commit: w.commit(), value: undefined };
  }

  takePush(request: PushRequest, answer: PushAnswer, now: number): Transition | null {
    if (!this.isPresent(request)) return null;
    const w = new Working(this.memory.stores);
    takeResults(w, answer.results, now);
    this.mostOps = Math.min(MOST_OPS, this.mostOps * 2);
    if (answer.stopped_at !== null) this.take(w, request, answer.stopped_at, now);
    return { commit: w.commit(), value: undefined };
  }

  takeRefusal(request: PullRequest | PushRequest, refusal: Refusal, now: number): Transition | null {
    if (!this.isPresent(request)) return null;
    const w = new Working(this.memory.stores);
    return this.take(w, request, refusal, now) ? { commit: w.commit(), value: undefined } : null;
  }

  statusIds(): readonly string[] {
    return this.outbox().map(({ op }) => op.op_id);
  }

  takeStatus(results: readonly Result[], now: number): Transition {
    const w = new Working(this.memory.stores);
    takeResults(w, results, now);
    if (this.meta.needs === "status") renumber(w);
    return { commit: w.commit(), value: undefined };
  }

  registered(device: string): Transition {
    const w = new Working(this.memory.stores);
    w.change({ device, needs: "status" });
    return { commit: w.commit(), value: undefined };
  }

  wipe(): Transition {
    const w = new Working(this.memory.stores);
    w.wipe = true;
    return { commit: w.commit(), value: undefined };
  }

  digestRequest(): DigestRequest | null {
    const { device, version, complete, resyncing } = this.meta;
    if (this.isWiped || !complete || resyncing) return null;
    return { device, body: { version, streams: digestOf(this.memory.base.all(), this.platform.sha256) } };
  }

  takeDigest(request: DigestRequest, answer: DigestAnswer): Transition | null {
    const isLate = request.device !== this.meta.device || request.body.version !== this.meta.version;
    if (isLate || answer.differences.length === 0) return null;
    const w = new Working(this.memory.stores);
    w.change({ cursor: answer.cursor, repair: [...this.meta.repair, ...answer.differences] });
    return { commit: w.commit(), value: undefined };
  }

  accept(commit: Commit): ReadonlySet<string> {
    const before = this.meta;
    const changed = this.memory.accept(commit);
    if (commit.wipe || !isSamePlace(before, this.meta)) this.staged = [];
    return changed;
  }

  protected leave = leaveScope;

  protected isForked(page: PullPage): boolean {
    return isForked(this.meta.last_seq, this.memory.stores.outbox.values(), page.acked);
  }

  /** Whether an op of the outbox is replayed: not when the checkpoint contains it. */
  protected isShown(held: OutboxOp): boolean {
    return !held.in;
  }

  /** Whether an answer is about what this device is now, and not about a registration or position it has left. */
  private isPresent({ device, body }: PullRequest | PushRequest): boolean {
    const place: Position = "ops" in body ? this.meta : this.position();
    const isHere = !("cursor" in body) || body.cursor === place.cursor;
    return !this.isWiped && device === this.meta.device && body.epoch === place.epoch && isHere;
  }

  private position(): Position {
    return this.staged.at(-1)?.page ?? this.meta;
  }

  private take(w: Working, request: PullRequest | PushRequest, refusal: Refusal, now: number): boolean {
    const outcome = refused(w, request, refusal, now);
    if (outcome === "halve") this.mostOps = Math.max(1, this.mostOps >> 1);
    return outcome === "store";
  }

  private saved(w: Working, ops: readonly NewOp[], moment: Moment): Transition<readonly Op[]> {
    const value = saveOps(w, ops, moment, this.platform, this.memory.scratch());
    return { commit: w.commit(), value };
  }
}

/** Staged pages belong to the place they were asked from. */
function isSamePlace(a: Meta, b: Meta): boolean {
  return a.device === b.device && a.epoch === b.epoch && a.cursor === b.cursor && a.needs === b.needs;
}
