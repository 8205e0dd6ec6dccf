import { describe, expect, it } from "vitest";
import { dayKind, monthAfter, monthDays } from "./months";

const day = (on: string, isWorking: boolean, name = "") => ({ day: on, is_working: isWorking, is_moved: false, name_zh: name, name_en: name });

describe("months", () => {
  it.each([["2026-11", 1, "2026-12"], ["2026-12", 1, "2027-01"], ["2026-01", -1, "2025-12"]])("%s and %i is %s", (month, step, next) => {
    expect(monthAfter(month, step)).toBe(next);
  });

  it("are shown in whole weeks", () => {
    expect(monthDays("2026-11")).toEqual({ first: "2026-10-26", last: "2026-12-06" });
    expect(monthDays("2027-02")).toEqual({ first: "2027-02-01", last: "2027-02-28" });
  });
});

describe("a day out of the ordinary", () => {
  it("is a holiday in the week", () => {
    expect(dayKind(day("2026-10-01", false, "国庆节"))).toBe("off");
  });

  it("is a weekend that is worked", () => {
    expect(dayKind(day("2026-10-10", true))).toBe("on");
  });

  it("is neither a plain Monday nor a plain Sunday", () => {
    expect([dayKind(day("2026-11-23", true)), dayKind(day("2026-11-22", false))]).toEqual(["plain", "plain"]);
  });
});
