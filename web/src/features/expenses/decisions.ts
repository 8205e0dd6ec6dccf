import type { Expense } from "./queries";

/** What an approver has chosen for one line. */
export interface Choice {
  readonly approve: boolean;
  readonly minor: number | null;
  readonly reason: string;
}

/** Everything in full, until somebody says otherwise. */
export function firstChoices(lines: readonly Expense[]): Record<string, Choice> {
  return Object.fromEntries(lines.map((line) => [line.id, { approve: true, minor: line.base_minor, reason: "" }]));
}

/** A refusal and a cut need a reason; an approval an amount of at most what was claimed. */
export function whatIsMissing(lines: readonly Expense[], choices: Readonly<Record<string, Choice>>): "reason" | "amount" | null {
  for (const line of lines) {
    const choice = choices[line.id];
    if (choice === undefined) continue;
    if (choice.approve && (choice.minor === null || choice.minor <= 0 || choice.minor > line.base_minor)) return "amount";
    const isCut = !choice.approve || (choice.minor ?? 0) < line.base_minor;
    if (isCut && choice.reason.trim() === "") return "reason";
  }
  return null;
}

export function totalOf(choices: Readonly<Record<string, Choice>>): number {
  return Object.values(choices).reduce((sum, one) => sum + (one.approve ? (one.minor ?? 0) : 0), 0);
}

export function bodyOfDecisions(choices: Readonly<Record<string, Choice>>) {
  return Object.entries(choices).map(([id, one]) => ({
    expense_id: id,
    is_approved: one.approve,
    approved_minor: one.approve ? (one.minor ?? 0) : 0,
    reason: one.reason.trim(),
  }));
}
