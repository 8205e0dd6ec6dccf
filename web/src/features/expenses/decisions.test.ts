import { describe, expect, it } from "vitest";
import { bodyOfDecisions, firstChoices, totalOf, whatIsMissing } from "./decisions";
import type { Expense } from "./queries";

const lines = [
  { id: "a", base_minor: 10_000 },
  { id: "b", base_minor: 20_000 },
] as unknown as readonly Expense[];

describe("decisions", () => {
  it("begin with everything approved in full", () => {
    const choices = firstChoices(lines);
    expect(totalOf(choices)).toBe(30_000);
    expect(whatIsMissing(lines, choices)).toBeNull();
  });

  it("need a reason for a refusal and for a cut", () => {
    const choices = firstChoices(lines);
    expect(whatIsMissing(lines, { ...choices, a: { approve: false, minor: null, reason: " " } })).toBe("reason");
    expect(whatIsMissing(lines, { ...choices, b: { approve: true, minor: 15_000, reason: "" } })).toBe("reason");
    expect(whatIsMissing(lines, { ...choices, b: { approve: true, minor: 15_000, reason: "自理" } })).toBeNull();
  });

  it("approve no more than was claimed", () => {
    const choices = { ...firstChoices(lines), a: { approve: true, minor: 10_001, reason: "x" } };
    expect(whatIsMissing(lines, choices)).toBe("amount");
  });

  it("send nothing approved for a refused line", () => {
    const body = bodyOfDecisions({ a: { approve: false, minor: 10_000, reason: " 重复 " } });
    expect(body).toEqual([{ expense_id: "a", is_approved: false, approved_minor: 0, reason: "重复" }]);
  });
});
