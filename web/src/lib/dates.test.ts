import { describe, expect, it } from "vitest";
import { addDays, dayOf, daysBetween, formatDay, formatDuration, formatMoment, instantOf, mondayOf } from "./dates";

describe("days", () => {
  it("says no more of a date than the reader needs", () => {
    expect(formatDay("2026-11-24", "zh-Hans", "2026-11-23")).toBe("周二 24日");
    expect(formatDay("2026-12-10", "zh-Hans", "2026-11-23")).toBe("周四 12月10日");
    expect(formatDay("2027-01-04", "zh-Hans", "2026-11-23")).toBe("周一 2027年1月4日");
    expect(formatDay("2026-11-24", "en", "2026-11-23")).toBe("Tue 24 Nov");
  });

  it("takes the day where the thing happens, not where the reader is", () => {
    expect(dayOf("2026-11-23T17:30:00Z", "Asia/Shanghai")).toBe("2026-11-24");
    expect(formatMoment("2026-11-24T01:30:00Z", "zh-Hans", "Asia/Shanghai", "2026-11-23")).toBe("周二 24日 09:30");
    expect(instantOf("2026-11-24", "09:30", "Asia/Shanghai")).toBe("2026-11-24T01:30:00.000Z");
  });

  it("counts across months and finds Mondays", () => {
    expect(addDays("2026-11-30", 1)).toBe("2026-12-01");
    expect(daysBetween("2026-11-23", "2026-12-01")).toBe(8);
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  });

  it("writes durations in words", () => {
    expect(formatDuration(4320, "zh-Hans")).toBe("1 小时 12 分");
    expect(formatDuration(3600, "en")).toBe("1 h");
    expect(formatDuration(1560, "zh-Hans")).toBe("26 分");
  });
});
