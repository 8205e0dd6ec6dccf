import type { components } from "../../api/schema";
import type { Tone } from "../../ui/tone";

type Schemas = components["schemas"];
export type Account = Schemas["AccountSummary"];
export type PositionTask = Schemas["PositionTask"];
export type PositionReason = Schemas["PositionReason"];
export type AccountFile = Schemas["AccountPage"];
export type Opportunity = Schemas["OpportunitySummary"];
export type Lead = Schemas["LeadSummary"];
export type Entry = Schemas["TimelineEntry"];
export type Board = Schemas["BoardColumn"];
export type Twin = Schemas["AccountTwin"];
export type SavedView = Schemas["SavedViewRecord"];
export type Contact = Schemas["ContactSummary"];
export type KeyDate = Schemas["KeyDateRecord"];
export type Tag = Schemas["TagRecord"];
export type CustomField = Schemas["FieldRecord"];
type DueState = Schemas["DueState"];
export type CustomerClass = Schemas["CustomerClass"];
export type LifecycleStage = Schemas["LifecycleStage"];
export type InteractionKind = Schemas["InteractionKind"];
export type LossReason = Schemas["LossReason"];

export const CLASSES: readonly CustomerClass[] = ["A", "B", "C", "D"];
export const STAGES: readonly LifecycleStage[] = ["prospect", "active", "growing", "at_risk", "dormant", "lost"];
export const LOSS_REASONS: readonly LossReason[] = [
  "price", "product", "timing", "competitor", "no_budget", "relationship", "no_decision", "other",
];

export const STAGE_TONE: Record<LifecycleStage, Tone> = {
  prospect: "plain",
  active: "go",
  growing: "go",
  at_risk: "marker",
  dormant: "plain",
  lost: "stop",
};
export const CLASS_TONE: Record<CustomerClass, Tone> = { A: "road", B: "go", C: "plain", D: "plain" };
export const DUE_TONE: Record<DueState, Tone> = { resting: "plain", soon: "plain", due: "marker", overdue: "stop" };

/** Industries that have a word in every language; others are shown as the company wrote them. */
const INDUSTRIES = ["chemicals", "electronics", "energy", "food", "machinery", "pharma", "textile", "water"] as const;

export function industryKey(industry: string): `industry.${(typeof INDUSTRIES)[number]}` | null {
  const known = INDUSTRIES.find((one) => one === industry);
  return known === undefined ? null : `industry.${known}`;
}
