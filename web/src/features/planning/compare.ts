import type { Plan } from "./queries";

interface Placed {
  readonly id: string;
  readonly name: string;
  readonly day: string;
}

interface Moved {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

interface Comparison {
  readonly onlyA: readonly Placed[];
  readonly onlyB: readonly Placed[];
  readonly moved: readonly Moved[];
  /** Visits on the same day in both. */
  readonly same: number;
}

type Visits = Pick<Plan, "days">;

function placed(plan: Visits): Map<string, Placed> {
  return new Map(plan.days.flatMap(({ day, stops }) => stops.map(({ account }) => [account.account_id, { id: account.account_id, name: account.name, day }] as const)));
}

/** What two plans have in common, and what only one has. */
export function compare(a: Visits, b: Visits): Comparison {
  const [inA, inB] = [placed(a), placed(b)];
  const both = [...inA.values()].flatMap((one) => {
    const other = inB.get(one.id);
    return other === undefined ? [] : [{ id: one.id, name: one.name, from: one.day, to: other.day }];
  });
  return {
    onlyA: [...inA.values()].filter((one) => !inB.has(one.id)),
    onlyB: [...inB.values()].filter((one) => !inA.has(one.id)),
    moved: both.filter((one) => one.from !== one.to),
    same: both.filter((one) => one.from === one.to).length,
  };
}

/** Hotels by night, in order. */
export function hotelsOf(plan: Visits): string[] {
  return plan.days.flatMap(({ hotel }) => (hotel === null ? [] : [hotel.name]));
}

export function stopsOf(plan: Visits): number {
  return plan.days.reduce((sum, day) => sum + day.stops.length, 0);
}
