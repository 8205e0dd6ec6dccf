import { describe, expect, it } from "vitest";
import { compare, hotelsOf, stopsOf } from "./compare";
import type { Plan } from "./queries";

type Days = Pick<Plan, "days">;

function plan(days: Record<string, string[]>, hotel: string | null = null): Days {
  const made = Object.entries(days).map(([day, names]) => ({
    day,
    hotel: hotel === null ? null : { name: hotel },
    stops: names.map((name) => ({ account: { account_id: name, name } })),
  }));
  return { days: made } as unknown as Days;
}

describe("two plans side by side", () => {
  const a = plan({ "2026-12-01": ["甲", "乙"], "2026-12-02": ["丙"] }, "湖畔");
  const b = plan({ "2026-12-01": ["乙", "丙"], "2026-12-02": ["丁"] });

  it("tell who is only in one, who moved, and who stays", () => {
    const told = compare(a, b);
    expect(told.onlyA.map((one) => one.name)).toEqual(["甲"]);
    expect(told.onlyB.map((one) => [one.name, one.day])).toEqual([["丁", "2026-12-02"]]);
    expect(told.moved).toEqual([{ id: "丙", name: "丙", from: "2026-12-02", to: "2026-12-01" }]);
    expect(told.same).toBe(1);
  });

  it("are the same as themselves", () => {
    expect(compare(a, a)).toEqual({ onlyA: [], onlyB: [], moved: [], same: 3 });
  });

  it("count visits and beds", () => {
    expect([stopsOf(a), hotelsOf(a), hotelsOf(b)]).toEqual([3, ["湖畔", "湖畔"], []]);
  });
});
