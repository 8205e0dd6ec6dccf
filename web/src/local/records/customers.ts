import type { components } from "../../api/schema";
import type { View } from "../../replica/core/types";
import { allRows, type AccountRow, type OpportunityRow, rowOf, rowsWhere } from "./rows";

type Schemas = components["schemas"];

export function personName(view: View, id: string): string {
  return rowOf(view, "person", id)?.name ?? "";
}

export function accountName(view: View, id: string): string {
  return rowOf(view, "account", id)?.name ?? "";
}

/** The customer's own position; one of whom only the city is known has none here. */
export function positionOf(account: AccountRow | undefined): Schemas["Position"] | null {
  if (account === undefined || account.lat === null || account.lon === null) return null;
  return { lat: account.lat, lon: account.lon };
}

/** The people at a customer, the primary one first. */
export function contactsOf(view: View, accountId: string): Schemas["ContactSummary"][] {
  const people = rowsWhere(view, "account_contact", "account_id", accountId).flatMap((link) => {
    const contact = rowOf(view, "contact", link.contact_id);
    if (contact === undefined) return [];
    const { id, name, title, email, department, wechat } = contact;
    return [{ id, name, title, email, department, wechat, phone: contact.mobile || contact.phone, role: link.role, is_primary: link.is_primary }];
  });
  return people.sort((a, b) => Number(b.is_primary) - Number(a.is_primary) || a.name.localeCompare(b.name));
}

function opportunitySummary(view: View, row: OpportunityRow): Schemas["OpportunitySummary"] {
  const { id, account_id, name, owner_id, stage_id, stage_type, stage_since, amount_minor, currency, close_date, next_step, competitor } = row;
  const stage = rowOf(view, "stage", stage_id);
  return {
    id, account_id, name, owner_id, stage_id, stage_type, stage_since, amount_minor, currency, close_date, next_step, competitor,
    account_name: accountName(view, account_id),
    stage_name: stage?.name ?? "",
    probability_pct: row.probability_pct ?? stage?.probability_pct ?? 0,
    version: 0,
  };
}

/** The open opportunities of a customer, the largest first. */
export function openOpportunities(view: View, accountId: string): Schemas["OpportunitySummary"][] {
  return rowsWhere(view, "opportunity", "account_id", accountId)
    .filter((row) => row.stage_type === "open")
    .sort((a, b) => b.amount_minor - a.amount_minor || a.id.localeCompare(b.id))
    .map((row) => opportunitySummary(view, row));
}

/** All stages of the pipelines these stages belong to, in their order. */
export function stagesBeside(view: View, stageIds: readonly string[]): Schemas["StageChoice"][] {
  const pipelines = new Set(stageIds.map((id) => rowOf(view, "stage", id)?.pipeline_id));
  return [...allRows(view, "stage")]
    .filter((row) => pipelines.has(row.pipeline_id))
    .sort((a, b) => a.pipeline_id.localeCompare(b.pipeline_id) || a.rank - b.rank)
    .map(({ id, pipeline_id, name, stage_type }) => ({ id, pipeline_id, name, stage_type }));
}
