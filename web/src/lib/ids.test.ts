import { expect, test } from "vitest";
import { newId } from "./ids";

test("makes version 7 ids that differ", () => {
  const ids = Array.from({ length: 50 }, () => newId());

  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("sorts by the time of making", () => {
  const times = [1_790_000_000_000, 1_790_000_000_001, 1_790_000_065_536, 1_800_000_000_000];
  const ids = times.map((time) => newId(time));

  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]?.slice(0, 13).replace("-", "")).toBe((1_790_000_000_000).toString(16).padStart(12, "0"));
});
