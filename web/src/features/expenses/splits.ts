import type { Expense } from "./queries";

/** One share of a line, as the form holds it. */
export interface Part {
  readonly key: string;
  readonly name: string;
  readonly isDeal: boolean;
  readonly accountId: string | null;
  readonly opportunityId: string | null;
  readonly visitId: string | null;
  readonly weight: number;
}

export function partsOf(line: Pick<Expense, "splits">): Part[] {
  return line.splits.map((split, index) => ({
    key: split.opportunity_id ?? split.visit_id ?? split.account_id ?? String(index),
    name: split.account_name,
    isDeal: split.opportunity_id !== null,
    accountId: split.account_id,
    opportunityId: split.opportunity_id,
    visitId: split.visit_id,
    weight: split.weight,
  }));
}

export function splitBodies(parts: readonly Part[]) {
  return parts.map((part) => ({ account_id: part.accountId, opportunity_id: part.opportunityId, visit_id: part.visitId, weight: part.weight }));
}
