import { resync } from "./recovery";
import { toAttention } from "./results";
import type { PullRequest, PushRequest, Refusal } from "./wire";
import type { Working } from "./working";

/** What a refusal asks of the shell beyond storing the transition; `nothing`: the code is not the core's business. */
type Outcome = "store" | "halve" | "nothing";

/** Section 21, the column "the device does", as far as it changes what is stored. */
export function refused(w: Working, request: PullRequest | PushRequest, refusal: Refusal, now: number): Outcome {
  switch (refusal.code.replace(/^sync\./, "")) {
    case "epoch_changed":
      resync(w, refusal.epoch ?? null);
      return "store";
    case "unknown_device":
    case "device_forked":
    case "seq_gap":
      w.change({ needs: "register" });
      return "store";
    case "bad_cursor":
      w.change({ cursor: null, repair: [] });
      return "store";
    case "device_wipe":
      w.wipe = true;
      return "store";
    case "op_reused":
      return giveUp(w, request, refusal, now);
    case "too_large":
      return isOneUnit(request) ? giveUp(w, request, refusal, now) : "halve";
    default:
      return "nothing";
  }
}

function isOneUnit(request: PullRequest | PushRequest): boolean {
  if (!("ops" in request.body)) return false;
  const [first] = request.body.ops;
  const last = request.body.ops.at(-1);
  return first === last || (first?.group !== undefined && first.group === last?.group);
}

/** An op that can never be sent goes to attention with its group; the others get new numbers, without a gap. */
function giveUp(w: Working, request: PullRequest | PushRequest, { code, op_id }: Refusal, now: number): Outcome {
  if (!("ops" in request.body)) return "nothing";
  const named = op_id ?? request.body.ops[0]?.op_id;
  const bad = named === undefined ? undefined : w.outbox.get(named);
  if (bad === undefined) return "nothing";
  for (const held of w.outbox.values()) {
    const { op } = held;
    if (op !== bad.op && (op.group === undefined || op.group !== bad.op.group)) continue;
    toAttention(w, held, { op_id: op.op_id, seq: op.seq, status: "rejected", version: 0, code }, now);
  }
  w.change({ needs: "register" });
  return "store";
}
