import type {
  AttentionItem,
  Commit,
  Meta,
  Moment,
  NewOp,
  Op,
  OutboxOp,
  Result,
  RetainedOp,
  View,
} from "./types";
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

/** What a transition wants stored, and what may be told once it is stored and accepted. */
export interface Transition<T = void> {
  readonly commit: Commit;
  readonly value: T;
}

/**
 * The device side of the protocol, as the shell drives it. One transition at a time:
 *
 *     const t = device.save(ops, moment);     // nothing has changed yet
 *     await store.commit(t.commit);           // all or nothing
 *     tell(device.accept(t.commit), t.value); // memory follows; the changed types
 *
 * If storing fails, forget the transition: the device is as it was. Another tab follows by accepting the same commits.
 * `null` instead of a transition: nothing to store (a page was staged, or the answer is about a past registration).
 */
export interface DeviceCore {
  readonly meta: Meta;
  readonly view: View;
  readonly isWiped: boolean;
  outbox(): readonly OutboxOp[];
  retained(): readonly RetainedOp[];
  attention(): readonly AttentionItem[];
  announcement(): Announcement;

  save(ops: readonly NewOp[], moment: Moment): Transition<readonly Op[]>;
  /** Save the content of rejected ops again as new ops, in their order, and take the items off the list. */
  retry(opIds: readonly string[], moment: Moment): Transition<readonly Op[]>;
  dismiss(opIds: readonly string[]): Transition;
  /** Of a merged op: give the fields the other person's values again. */
  takeMineBack(opId: string, moment: Moment): Transition<readonly Op[]>;

  /** null while `meta.needs` is something else, or when there is nothing to push. */
  pullRequest(): PullRequest | null;
  pushRequest(): PushRequest | null;
  takePage(request: PullRequest, page: PullPage, now: number): Transition | null;
  takePush(request: PushRequest, answer: PushAnswer, now: number): Transition | null;
  /** It knows epoch_changed, unknown_device, device_forked, seq_gap, bad_cursor, too_large, op_reused, device_wipe. */
  takeRefusal(request: PullRequest | PushRequest, refusal: Refusal, now: number): Transition | null;
  /** With `meta.needs` "status": ask these (≤ 1,000 a call) and hand over all results together. */
  statusIds(): readonly string[];
  takeStatus(results: readonly Result[], now: number): Transition;
  /** A new registration, made with `replaces: meta.device`: the server forgets the old one, old copies are noticed. */
  registered(device: string): Transition;
  /** The server ordered a wipe in answer to something else than a pull or push. */
  wipe(): Transition;
  /** null before the first checkpoint and while resyncing. */
  digestRequest(): DigestRequest | null;
  takeDigest(request: DigestRequest, answer: DigestAnswer): Transition | null;

  /** Follow a stored commit; gives the types of rows that may look different now. */
  accept(commit: Commit): ReadonlySet<string>;
}
