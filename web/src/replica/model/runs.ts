import { Violation } from "./judge";
import type { Mutant } from "./mutants";
import { World } from "./world";

interface Outcome {
  readonly runs: number;
  readonly stats: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

const MOST_VIOLATIONS = 10;

/** Run the worlds of the seeds from `first` to `last`. With a mistake switched on, stop at the first violation. */
export function runSeeds(first: number, last: number, mutant: Mutant | null = null): Outcome {
  const stats: Record<string, number> = {};
  const violations: string[] = [];
  const most = mutant === null ? MOST_VIOLATIONS : 1;
  let seed = first;
  for (; seed <= last && violations.length < most; seed++) {
    const world = new World(seed, mutant);
    try {
      world.run();
    } catch (error) {
      if (!(error instanceof Violation) && mutant === null) throw error;
      violations.push(error instanceof Error ? error.message : String(error)); // a mistake may break anything
    }
    for (const [name, n] of Object.entries(world.stats)) stats[name] = (stats[name] ?? 0) + n;
  }
  return { runs: seed - first, stats, violations };
}
