import { describe, expect, it } from "vitest";
import type { VisitFile } from "./queries";
import { bodyOf, emptyReport, stillMissing } from "./report";

const file = (own: string | null) =>
  ({ visit: { opportunity_id: own }, opportunities: [{ id: "large" }, { id: "small" }] }) as unknown as VisitFile;

describe("the visit form", () => {
  it("asks about the visit's own opportunity, else the largest", () => {
    expect(emptyReport(file("small")).opportunityId).toBe("small");
    expect(emptyReport(file(null)).opportunityId).toBe("large");
  });

  it("needs an outcome, and words for a step with a date", () => {
    const form = emptyReport(file(null));
    expect(stillMissing(form)).toBe("outcome");
    expect(stillMissing({ ...form, outcome: "met", nextStepDue: "2026-11-27" })).toBe("next_step");
    expect(stillMissing({ ...form, outcome: "met" })).toBeNull();
  });

  it("leaves the stage alone unless it was moved", () => {
    expect(bodyOf({ ...emptyReport(file(null)), outcome: "met" }).stage_id).toBeNull();
  });
});
