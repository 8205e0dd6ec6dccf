import type { Transition } from "../core/contract";
import { Device } from "../core/device";
import type { Commit, OutboxOp } from "../core/types";
import type { PullPage, PullRequest, PushAnswer, PushRequest } from "../core/wire";

/** Section 24: each takes one rule of the protocol away; the model must notice. */
export const MUTANTS = {
  version_at_begin: "the version is taken when the transaction begins, not at commit",
  cursor_version_only: "a page is cut inside one version, the cursor keeps only the version",
  head_after_rows: "the head is read in a later snapshot than the rows",
  no_dedupe: "no idempotency by op_id",
  dedupe_by_seq: "idempotency by (device, seq) instead of op_id",
  result_not_atomic: "effect and result are stored in two transactions",
  no_leave: "no leave entry when a row moves out of a scope",
  leave_deletes: "the device deletes a row on leave although another scope holds it",
  no_fanout: "children of a moved record are not touched",
  no_backfill: "a newly granted scope starts at the present head",
  no_drop: "a withdrawn scope is not dropped from the replica",
  no_mask_reset: "a changed field mask does not reset the type",
  scopes_from_cursor: "scopes are taken from the cursor, not from the present grants",
  cursor_before_data: "the device stores the cursor before the data",
  ack_on_push: "an op leaves the screen at the push answer, not at the checkpoint that contains it",
  no_epoch: "the server is restored from a backup without a new epoch",
  no_retain: "the device forgets finished ops before they are backed up",
  no_floor: "tombstones are pruned without a floor check",
  counter_lww: "a counter is sent as an absolute value",
  set_lww: "a set is sent whole",
  approve_check_then_act: "an approval checks the state before it holds the lock",
  silent_gone: "an edit of a deleted row is answered applied, without effect",
  no_history: "an overwritten concurrent value is not kept",
  no_push_auth: "a push does not check rights at apply time",
  wipe_ignored: "a pull does not look at the device's status",
  no_fork_check: "the sequence of a device restored from an old copy is not checked",
  double_display: "the overlay replays an op that the checkpoint contains",
  group_not_atomic: "a group may be applied in part",
} as const;

export type Mutant = keyof typeof MUTANTS;

class LeaveDeletes extends Device {
  protected override leave = () => undefined;
}

class CursorBeforeData extends Device {
  override takePage(request: PullRequest, page: PullPage, now: number): Transition | null {
    const t = super.takePage(request, page, now);
    if (t !== null || page.complete || !this.meta.complete) return t;
    const { commit } = this.dismiss([]);
    return { commit: { ...commit, meta: { ...this.meta, cursor: page.cursor } }, value: undefined };
  }
}

class AckOnPush extends Device {
  override takePush(request: PushRequest, answer: PushAnswer, now: number): Transition | null {
    const t = super.takePush(request, answer, now);
    if (t === null) return null;
    const gone = t.commit.outbox.put.filter(({ result }) => result !== null).map(({ op }) => op.op_id);
    const outbox = {
      put: t.commit.outbox.put.filter(({ result }) => result === null),
      remove: [...t.commit.outbox.remove, ...gone],
    };
    return { commit: { ...t.commit, outbox }, value: undefined };
  }
}

class NoRetain extends Device {
  override takePage(request: PullRequest, page: PullPage, now: number): Transition | null {
    return withoutRetained(super.takePage(request, page, now));
  }

  override takePush(request: PushRequest, answer: PushAnswer, now: number): Transition | null {
    return withoutRetained(super.takePush(request, answer, now));
  }
}

function withoutRetained(t: Transition | null): Transition | null {
  if (t === null) return null;
  const commit: Commit = { ...t.commit, retained: { put: [], remove: t.commit.retained.remove } };
  return { commit, value: undefined };
}

class NoForkCheck extends Device {
  protected override isForked(): boolean {
    return false;
  }
}

class DoubleDisplay extends Device {
  protected override isShown(_: OutboxOp): boolean {
    return true;
  }
}

const DEVICES: Partial<Record<Mutant, typeof Device>> = {
  leave_deletes: LeaveDeletes,
  cursor_before_data: CursorBeforeData,
  ack_on_push: AckOnPush,
  no_retain: NoRetain,
  no_fork_check: NoForkCheck,
  double_display: DoubleDisplay,
};

/** The device of a run: the real one, or one with a mistake. */
export function deviceClass(mutant: Mutant | null): typeof Device {
  return (mutant && DEVICES[mutant]) ?? Device;
}
