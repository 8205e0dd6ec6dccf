import type { AttentionItem, NewOp, NewSet, Op } from "./types";

/** The content of a saved op as a new save, from what the person saw then: others' edits since are merged. */
function again(op: Op, groups: ReadonlyMap<string, string>): NewOp {
  const set: Record<string, NewSet> = {};
  for (const [field, change] of Object.entries(op.set ?? {}))
    set[field] = "was_hash" in change ? { ...change, text: true } : change;
  const group = op.group === undefined ? undefined : groups.get(op.group);
  return {
    kind: op.kind,
    type: op.type,
    id: op.id,
    ...(group === undefined ? {} : { group }),
    ...(op.args === undefined ? {} : { args: op.args }),
    ...(op.set === undefined ? {} : { set }),
    ...(op.add === undefined ? {} : { add: op.add }),
    ...(op.remove === undefined ? {} : { remove: op.remove }),
    ...(op.inc === undefined ? {} : { inc: op.inc }),
    ...(op.command === undefined ? {} : { command: op.command }),
    ...(op.expect_state === undefined ? {} : { expect_state: op.expect_state }),
    ...(op.seen === undefined ? {} : { seen: op.seen }),
  };
}

/** The rejected items asked for, their groups, and those that only depend on them, in the order of saving. */
export function withDependants(items: Iterable<AttentionItem>, opIds: readonly string[]): AttentionItem[] {
  const all = [...items].filter((item) => item.kind === "rejected").sort((a, b) => a.order - b.order);
  const asked = new Set(opIds);
  const groups = new Set(all.filter(({ op }) => asked.has(op.op_id)).map(({ op }) => op.group ?? op.op_id));
  const rows = new Set<string>();
  return all.filter(({ op, result }) => {
    const isDependant = result.code === "depends_on_rejected" && [...rows].some((id) => mentions(op, id));
    if (!groups.has(op.group ?? op.op_id) && !isDependant) return false;
    if (op.kind === "create") rows.add(op.id);
    return true;
  });
}

function mentions(op: Op, id: string): boolean {
  return op.id === id || JSON.stringify([op.args ?? null, op.set ?? null]).includes(id);
}

export function savedAgain(items: readonly AttentionItem[], newId: () => string): NewOp[] {
  const groups = new Map<string, string>();
  for (const { op } of items) if (op.group !== undefined && !groups.has(op.group)) groups.set(op.group, newId());
  return items.map(({ op }) => again(op, groups));
}

/** A patch that gives the fields of a merged op the other person's values again. */
export function theirsAgain(item: AttentionItem): NewOp[] {
  const fields = item.result.merged ?? [];
  if (item.kind !== "merged" || fields.length === 0) return [];
  const set: Record<string, NewSet> = {};
  for (const { field, other } of fields) {
    const isText = "was_hash" in (item.op.set?.[field] ?? {});
    set[field] = isText && typeof other === "string" ? { to: other, text: true } : { to: other };
  }
  return [{ kind: "patch", type: item.op.type, id: item.op.id, set }];
}
