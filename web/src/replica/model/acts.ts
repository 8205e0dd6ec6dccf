import type { Fields, NewOp, View } from "../core/types";
import { seenOf } from "./apply";
import type { Mutant } from "./mutants";
import type { Rng } from "./rng";

/** What the judge must know of an act besides its ops. */
export interface Intent {
  readonly ops: NewOp[];
  /** Per op: a counter step, a tag, a name, an amount or a line of text that must be found again. */
  readonly marks: (Mark | null)[];
  readonly removedTag?: string;
  readonly removedLine?: string;
}

export interface Mark {
  readonly kind: "inc" | "tag" | "value" | "line";
  readonly row: string;
  readonly field: string;
  readonly value: string;
}

const WEIGHTS = {
  account: 2,
  visit: 4,
  name: 3,
  notes: 2,
  tag: 2,
  untag: 0.5,
  inc: 3,
  delete: 0.4,
  claim: 1.5,
  amount: 1,
  step: 3,
} as const;
const MOST_LINES = 24;

/** Something a person does with what is on the screen. `fresh` makes ids and words that are nowhere else. */
export function actOf(
  view: View,
  user: string,
  territories: readonly string[],
  r: Rng,
  fresh: () => string,
  mutant: Mutant | null,
): Intent {
  const accounts = [...view.rows("account")];
  const claims = [...view.rows("claim")];
  let kind = r.weighted(WEIGHTS);
  if (claims.length === 0 && (kind === "amount" || kind === "step")) kind = "claim";
  if (accounts.length === 0 && kind !== "claim") kind = "account";
  const terr = territories.length > 0 ? r.pick(territories) : "T0";
  if (kind === "account") return created("account", { name: `n${fresh()}`, terr, owner: user }, "visit", r, fresh);
  if (kind === "claim") {
    const state = r.pick(["draft", "submitted"]);
    return created("claim", { amount: `m${fresh()}`, terr, owner: user, state }, "line", r, fresh);
  }
  if (kind === "amount" || kind === "step") return onClaim(kind, pickClaim(kind, claims, user, r), user, r, fresh);
  return onAccount(kind, r.pick(accounts), r, fresh, mutant);
}

function created(type: string, args: Fields, childType: string, r: Rng, fresh: () => string): Intent {
  const id = `${type.slice(0, 1)}${fresh()}`;
  const field = type === "account" ? "name" : "amount";
  const children = Array.from({ length: r.int(0, 4) }, (): NewOp => {
    const child = fresh();
    const args = { [type]: id, text: child };
    return { kind: "create", type: childType, id: `${childType.slice(0, 1)}${child}`, args };
  });
  const ops: NewOp[] = [{ kind: "create", type, id, args }, ...children];
  const group = `g${id}`;
  const mark: Mark = { kind: "value", row: `${type}/${id}`, field, value: String(args[field]) };
  return {
    ops: ops.length === 1 ? ops : ops.map((op) => ({ ...op, group })),
    marks: [mark, ...children.map(() => null)],
  };
}

function onAccount(kind: string, row: Fields, r: Rng, fresh: () => string, mutant: Mutant | null): Intent {
  const id = String(row.id);
  const key = `account/${id}`;
  const word = fresh();
  const op = (more: Partial<NewOp> & Pick<NewOp, "kind">): NewOp => ({ type: "account", id, ...more });
  const tags = Array.isArray(row.tags) ? (row.tags as string[]) : [];
  switch (kind) {
    case "visit": {
      const visit: NewOp = { kind: "create", type: "visit", id: `v${word}`, args: { account: id, text: word } };
      return { ops: [visit], marks: [null] };
    }
    case "name":
      return one(op({ kind: "patch", set: { name: { to: `n${word}` } } }), key, "value", "name", `n${word}`);
    case "notes":
      return noted(row, op, key, word, r);
    case "tag": {
      const whole = op({ kind: "patch", set: { tags: { to: [...tags, word] } } });
      return one(mutant === "set_lww" ? whole : op({ kind: "delta", add: { tags: [word] } }), key, "tag", "tags", word);
    }
    case "untag": {
      if (tags.length === 0 || mutant === "set_lww") return { ops: [], marks: [] };
      const removedTag = r.pick(tags);
      return { ops: [op({ kind: "delta", remove: { tags: [removedTag] } })], marks: [null], removedTag };
    }
    case "inc": {
      const absolute = op({ kind: "patch", set: { count: { to: Number(row.count) + 1 } } });
      const step = mutant === "counter_lww" ? absolute : op({ kind: "delta", inc: { count: 1 } });
      return one(step, key, "inc", "count", "1");
    }
    default:
      return { ops: [op({ kind: "delete" })], marks: [null] };
  }
}

/** Write a line of one's own into a text, sometimes in place of another line. */
function noted(
  row: Fields,
  op: (more: Partial<NewOp> & Pick<NewOp, "kind">) => NewOp,
  key: string,
  word: string,
  r: Rng,
): Intent {
  const lines = String(row.notes ?? "").split("\n");
  const at = r.int(0, lines.length);
  const isReplaced = lines.length > MOST_LINES || (r.chance(0.2) && at < lines.length);
  const [gone] = lines.splice(at, isReplaced ? 1 : 0, `l${word}`);
  const set = { notes: { to: lines.join("\n"), text: true as const } };
  const intent = one(op({ kind: "patch", set }), key, "line", "notes", `l${word}`);
  return gone === undefined ? intent : { ...intent, removedLine: gone };
}

/** Persons mostly look for what waits for them. */
function pickClaim(kind: string, claims: readonly Fields[], user: string, r: Rng): Fields {
  const waiting = claims.filter(({ owner, state }) => owner !== user && state === "submitted");
  return kind === "step" && waiting.length > 0 && r.chance(0.8) ? r.pick(waiting.slice(-2)) : r.pick(claims);
}

function onClaim(kind: "amount" | "step", row: Fields, user: string, r: Rng, fresh: () => string): Intent {
  const id = String(row.id);
  const state = String(row.state);
  if (kind === "amount") {
    const value = `m${fresh()}`;
    const op: NewOp = { kind: "patch", type: "claim", id, set: { amount: { to: value } } };
    return one(op, `claim/${id}`, "value", "amount", value);
  }
  const isRecalled = r.chance(row.owner === user ? 0.9 : 0.1);
  return stepOf(row, state === "draft" ? "submit" : isRecalled ? "recall" : "approve");
}

/** A command on a claim, with the state and the content the person sees. */
export function stepOf(row: Fields, command: string): Intent {
  const seen = { expect_state: String(row.state), seen: seenOf(row) };
  return { ops: [{ kind: "command", type: "claim", id: String(row.id), command, ...seen }], marks: [null] };
}

function one(op: NewOp, row: string, kind: Mark["kind"], field: string, value: string): Intent {
  return { ops: [op], marks: [{ kind, row, field, value }] };
}
