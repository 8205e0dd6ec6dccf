import { expect, test } from "vitest";
import { axisOf, blockOf } from "./dayBlocks";

type Stop = Parameters<typeof blockOf>[0];

function stop(visit: object): Stop {
  return { visit } as unknown as Stop;
}

test("a visit stands where it really was", () => {
  const planned = { starts_at: "2026-11-24T01:00:00Z", ends_at: "2026-11-24T02:00:00Z", checked_in_at: null, checked_out_at: null };
  expect(blockOf(stop(planned))).toEqual({ from: 540, until: 600 });
  expect(blockOf(stop({ ...planned, checked_in_at: "2026-11-24T01:20:00Z" }))).toEqual({ from: 560, until: 600 });
  expect(blockOf(stop({ ...planned, checked_in_at: "2026-11-24T02:30:00Z" }))).toEqual({ from: 630, until: 645 });
});

test("the axis holds working hours and whatever lies outside them", () => {
  expect(axisOf([])).toEqual({ from: 480, until: 1080 });
  expect(axisOf([{ from: 430, until: 1141 }])).toEqual({ from: 420, until: 1200 });
});
