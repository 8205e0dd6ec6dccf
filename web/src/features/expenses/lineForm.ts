import { today } from "../../lib/dates";
import { newId } from "../../lib/ids";
import type { Category, Document, Expense, Suggestion } from "./queries";
import { minorOf, valueOf } from "./reading";

/** What a person states about a line, as the form holds it. */
export interface LineForm {
  readonly id: string;
  readonly category: Category;
  readonly spent_on: string;
  readonly amount_minor: number | null;
  readonly currency: string;
  readonly merchant: string;
  readonly note: string;
  readonly quantity: number;
  readonly over_reason: string;
  readonly city_code: string;
  readonly trip_id: string | null;
  readonly visit_id: string | null;
  readonly account_id: string | null;
  readonly opportunity_id: string | null;
}

/** Categories whose price is judged by night or by guest. */
export const COUNTED: ReadonlySet<Category> = new Set(["lodging", "entertainment"]);

export function emptyLine(): LineForm {
  return {
    id: newId(),
    category: "other",
    spent_on: today(),
    amount_minor: null,
    currency: "CNY",
    merchant: "",
    note: "",
    quantity: 1,
    over_reason: "",
    city_code: "",
    trip_id: null,
    visit_id: null,
    account_id: null,
    opportunity_id: null,
  };
}

export function lineFrom(document: Document, suggestion: Suggestion): LineForm {
  return {
    ...emptyLine(),
    category: suggestion.category,
    spent_on: valueOf(document, "travelled_on") || valueOf(document, "issued_on") || today(),
    amount_minor: minorOf(document, "total_minor"),
    currency: document.facts?.currency ?? "CNY",
    merchant: valueOf(document, "seller_name").slice(0, 120),
    trip_id: suggestion.trip_id,
    visit_id: suggestion.visit_id,
    account_id: suggestion.account_id,
  };
}

export function formOf(line: Expense): LineForm {
  return {
    id: line.id,
    category: line.category,
    spent_on: line.spent_on,
    amount_minor: line.amount_minor,
    currency: line.currency,
    merchant: line.merchant,
    note: line.note,
    quantity: line.quantity,
    over_reason: line.over_reason,
    city_code: line.city_code,
    trip_id: line.trip_id,
    visit_id: line.visit_id,
    account_id: line.account_id,
    opportunity_id: line.opportunity_id,
  };
}

export function missingIn(form: LineForm): "amount" | "date" | null {
  if (form.amount_minor === null || form.amount_minor <= 0) return "amount";
  return form.spent_on === "" ? "date" : null;
}

/** The request's body; call it only when nothing is missing. */
export function bodyOf(form: LineForm) {
  const { id: _, ...content } = form;
  return { ...content, amount_minor: form.amount_minor ?? 0, travel_class: "", rate: null };
}
