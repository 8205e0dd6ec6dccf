import { expect, it } from "vitest";
import { meetings } from "./meetings";

it("proposes working days at the hour of the visit", () => {
  const found = meetings({ starts_at: "2026-11-26T02:00:00Z", zone: "Asia/Shanghai" }, new Date("2026-11-26T03:00:00Z"));

  // 30 days on is Saturday 26 December: the Monday after.
  expect(found.map((one) => one.startsAt)).toEqual(["2026-12-10T02:00:00.000Z", "2026-12-28T02:00:00.000Z"]);
});
