// @vitest-environment node
import { describe, expect, it } from "vitest";
import { MUTANTS, type Mutant } from "./mutants";
import { runSeeds } from "./runs";

const RUNS = 2_000;
const PARTS = 4;
const MINUTE = 60_000;

describe("the whole protocol in one process (T-02)", () => {
  it.each(Array.from({ length: PARTS }, (_, part) => part))(
    "keeps its promises, part %i",
    { timeout: MINUTE },
    (part) => {
      const size = RUNS / PARTS;
      const { stats, violations, runs } = runSeeds(part * size + 1, (part + 1) * size);
      expect(violations).toEqual([]);
      expect(runs).toBe(size);
      for (const fault of ["lost_answer", "late_answer", "crash", "device_restored", "restore", "wipe", "prune"])
        expect(stats[fault], fault).toBeGreaterThan(0);
    },
  );

  it.each(Object.keys(MUTANTS) as Mutant[])("finds the mistake %s", { timeout: MINUTE }, (mutant) => {
    expect(runSeeds(1, 1_000, mutant).violations, MUTANTS[mutant]).toHaveLength(1);
  });
});
