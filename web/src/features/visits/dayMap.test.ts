import { describe, expect, it } from "vitest";
import { dayMap } from "./dayMap";
import type { Stop, VisitDay } from "./queries";

function stop(id: string, status: Stop["visit"]["status"], lat: number | null): Stop {
  const visit = { id, account_name: id, status } as Stop["visit"];
  return { visit, position: lat === null ? null : { lat, lon: 121 }, address: "", phone: "", leg: null };
}

function day(stops: Stop[], nextId: string | null): VisitDay {
  return { day: "2026-11-24", person_id: "p", person_name: "李娜", stops, next_id: nextId, done_count: 0, distance_m: 0, duration_s: 0 };
}

describe("dayMap", () => {
  it("numbers the stops that take place and marks the next one", () => {
    const shown = dayMap(day([stop("a", "reported", 31), stop("b", "cancelled", 32), stop("c", "planned", 33)], "c"));
    expect(shown.pins.map((pin) => [pin.id, pin.mark, pin.strong])).toEqual([
      ["a", "✓", false],
      ["c", "2", true],
    ]);
    expect(shown.routes[0]?.line).toEqual([
      [121, 31],
      [121, 33],
    ]);
  });

  it("draws no line to a customer without a place", () => {
    const shown = dayMap(day([stop("a", "planned", 31), stop("b", "planned", null)], "a"));
    expect(shown.pins).toHaveLength(1);
    expect(shown.routes).toEqual([]);
  });
});
