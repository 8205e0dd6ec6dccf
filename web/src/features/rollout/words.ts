import type { Tone } from "../../ui/tone";
import type { ImportLine, ImportSummary, LineState } from "./queries";

/** What a column may mean, in the order people look for them. */
export const COLUMNS = [
  "name",
  "address",
  "city",
  "customer_class",
  "last_visit",
  "owner",
  "phone",
  "contact_name",
  "contact_phone",
  "tax_number",
  "industry",
  "district",
  "position",
  "datum",
  "lat",
  "lon",
  "website",
  "name_latin",
  "external_id",
  "note",
] as const;

type ColumnName = (typeof COLUMNS)[number];

export const LINE_TONE: Record<LineState, Tone> = {
  unchecked: "plain",
  ready: "road",
  error: "stop",
  duplicate: "marker",
  created: "go",
  skipped: "plain",
  failed: "stop",
  removed: "plain",
  kept: "marker",
};

export const STATE_TONE: Record<ImportSummary["state"], Tone> = {
  uploaded: "road",
  checking: "road",
  checked: "marker",
  applying: "road",
  applied: "go",
  undoing: "road",
  undone: "plain",
};

/** Line states worth a filter, in the order of attention. */
export const FILTERS: readonly LineState[] = ["error", "duplicate", "ready", "created", "skipped", "kept", "removed"];

/** Why undoing keeps a customer, in the order of weight. */
export const KEPT_FOR: readonly ImportLine["kept_for"][number][] = ["visits", "interactions", "deals", "trips", "expenses", "edited"];

const REASONS = [
  "required",
  "too_long",
  "unknown_choice",
  "no_date",
  "in_future",
  "no_position",
  "not_a_tax_number",
  "unknown",
  "ambiguous",
] as const;

type Reason = (typeof REASONS)[number];

export function knownReason(reason: string): Reason | null {
  return REASONS.find((known) => known === reason) ?? null;
}

export function knownColumn(name: string): ColumnName | null {
  return COLUMNS.find((known) => known === name) ?? null;
}
