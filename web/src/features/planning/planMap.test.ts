import { describe, expect, it } from "vitest";
import { linesOf } from "./planMap";
import type { PlanDay } from "./queries";

const at = (lon: number) => ({ lat: 30, lon });
const station = (lon: number) => ({ id: String(lon), name: String(lon), city_code: "", city_name: "", mode: "rail" as const, position: at(lon) });
const day = (stops: number[], rides: [number, number, number][]) =>
  ({
    start: { name: "home", position: at(0) },
    end: { name: "hotel", position: at(9) },
    stops: stops.map((lon) => ({ account: { position: at(lon) } })),
    rides: rides.map(([after_stops, from, to]) => ({ after_stops, ticket: { origin: station(from), destination: station(to) } })),
  }) as unknown as PlanDay;
const lons = (lines: readonly (readonly (readonly [number, number])[])[]) => lines.map((line) => line.map(([lon]) => lon));

describe("a day on the map", () => {
  it("is one line without rides", () => {
    expect(lons(linesOf(day([1, 2], [])).ground)).toEqual([[0, 1, 2, 9]]);
  });

  it("is parted by its rides", () => {
    const { ground, rides } = linesOf(day([1, 7, 8], [[1, 2, 6]]));
    expect(lons(ground)).toEqual([[0, 1, 2], [6, 7, 8, 9]]);
    expect(lons(rides)).toEqual([[2, 6]]);
  });

  it("may begin with a ride and change in between", () => {
    const { ground, rides } = linesOf(day([], [[0, 1, 3], [0, 4, 6]]));
    expect(lons(ground)).toEqual([[0, 1], [3, 4], [6, 9]]);
    expect(lons(rides)).toEqual([[1, 3], [4, 6]]);
  });
});
