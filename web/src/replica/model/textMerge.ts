/** Pairs of equal lines of two short texts, longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): Map<number, number> {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs = new Map<number, number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.set(i++, j++);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** F2: merge by lines; where both changed the same place, both blocks stay. */
export function mergeTexts(base: string, theirs: string, ours: string): string {
  const [o, a, b] = [base.split("\n"), theirs.split("\n"), ours.split("\n")];
  const [inA, inB] = [common(o, a), common(o, b)];
  const merged: string[] = [];
  let [i, j, k] = [0, 0, 0];
  while (i < o.length || j < a.length || k < b.length) {
    let next = i;
    while (next < o.length && !(inA.has(next) && inB.has(next))) next++;
    const [endA, endB] = next < o.length ? [inA.get(next) ?? 0, inB.get(next) ?? 0] : [a.length, b.length];
    const [blockO, blockA, blockB] = [o.slice(i, next), a.slice(j, endA), b.slice(k, endB)].map((x) => x.join("\n"));
    const parts = [o.slice(i, next), a.slice(j, endA), b.slice(k, endB)] as const;
    if (blockA === blockO) merged.push(...parts[2]);
    else if (blockB === blockO || blockA === blockB) merged.push(...parts[1]);
    else merged.push(...parts[1], ...parts[2]);
    if (next < o.length) merged.push(o[next] ?? "");
    [i, j, k] = [next + 1, endA + 1, endB + 1];
  }
  return merged.join("\n");
}
