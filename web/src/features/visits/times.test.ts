import { describe, expect, it } from "vitest";
import { proposals, spanAt } from "./times";

const visit = { starts_at: "2026-11-24T05:30:00Z", ends_at: "2026-11-24T06:45:00Z", zone: "Asia/Shanghai" };

describe("proposals", () => {
  it("offers this afternoon, tomorrow and next week at the same time, keeping the length", () => {
    const found = proposals(visit, Date.parse("2026-11-24T02:00:00Z"));
    expect(found.map(({ key, startsAt }) => [key, startsAt])).toEqual([
      ["afternoon", "2026-11-24T07:30:00.000Z"],
      ["tomorrow", "2026-11-25T05:30:00.000Z"],
      ["week", "2026-12-01T05:30:00.000Z"],
    ]);
    expect(found[0]?.endsAt).toBe("2026-11-24T08:45:00.000Z");
  });

  it("offers nothing that has passed", () => {
    expect(proposals(visit, Date.parse("2026-11-24T09:00:00Z")).map(({ key }) => key)).toEqual(["tomorrow", "week"]);
  });
});

describe("spanAt", () => {
  it("keeps how long the visit takes", () => {
    expect(spanAt(visit, "2026-11-26T01:00:00.000Z").endsAt).toBe("2026-11-26T02:15:00.000Z");
  });
});
