import { describe, expect, it } from "vitest";
import { lunarDay, lunarMonth } from "./lunar";

describe("days of the lunar calendar", () => {
  it.each([
    [1, "初一"], [9, "初九"], [10, "初十"], [11, "十一"], [19, "十九"],
    [20, "二十"], [21, "廿一"], [29, "廿九"], [30, "三十"],
  ])("names day %i %s", (day, name) => {
    expect(lunarDay(day)).toBe(name);
  });

  it.each([[1, "正月"], [8, "八月"], [10, "十月"], [11, "冬月"], [12, "腊月"]])("names month %i %s", (month, name) => {
    expect(lunarMonth(month)).toBe(name);
  });
});
