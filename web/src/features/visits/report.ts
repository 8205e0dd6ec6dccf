import type { components } from "../../api/schema";
import type { Outcome, VisitFile } from "./queries";

type Body = components["schemas"]["VisitReportBody"];

export interface ReportForm {
  readonly outcome: Outcome | null;
  readonly notes: string;
  readonly nextStep: string;
  readonly nextStepDue: string | null;
  readonly opportunityId: string | null;
  /** Null: the stage stays. */
  readonly stageId: string | null;
  readonly nextStartsAt: string | null;
}

/** The visit's own opportunity, or the largest open one, is what the form asks about. */
export function emptyReport(file: VisitFile): ReportForm {
  const own = file.opportunities.find((one) => one.id === file.visit.opportunity_id);
  return {
    outcome: null,
    notes: "",
    nextStep: "",
    nextStepDue: null,
    opportunityId: (own ?? file.opportunities[0])?.id ?? null,
    stageId: null,
    nextStartsAt: null,
  };
}

/** What must still be said before it can be sent. */
export function stillMissing(form: ReportForm): "outcome" | "next_step" | null {
  if (form.outcome === null) return "outcome";
  return form.nextStepDue !== null && form.nextStep.trim() === "" ? "next_step" : null;
}

export function bodyOf(form: ReportForm): Body {
  if (form.outcome === null) throw new Error("the form asks for the outcome first");
  return {
    outcome: form.outcome,
    notes: form.notes,
    next_step: form.nextStep,
    next_step_due: form.nextStepDue,
    opportunity_id: form.opportunityId,
    stage_id: form.stageId,
    next_starts_at: form.nextStartsAt,
    next_minutes: 60,
    contact_ids: [],
  };
}
