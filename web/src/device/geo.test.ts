import { describe, expect, it } from "vitest";
import { metresBetween } from "../lib/geo";
import { betterFix } from "./geo";

const at = (takenAt: number, accuracy_m: number) => ({ lat: 31.2, lon: 121.5, accuracy_m, takenAt });

describe("betterFix", () => {
  it("keeps a good fix against a coarse one of the same moment", () => {
    expect(betterFix(at(0, 12), at(2_000, 600)).accuracy_m).toBe(12);
  });

  it("takes the newer one when it is about as good, or when the held one is old", () => {
    expect(betterFix(at(0, 12), at(2_000, 15)).takenAt).toBe(2_000);
    expect(betterFix(at(0, 12), at(30_000, 600)).takenAt).toBe(30_000);
  });
});

describe("metresBetween", () => {
  it("measures a degree of latitude", () => {
    expect(metresBetween({ lat: 31, lon: 121 }, { lat: 32, lon: 121 })).toBeCloseTo(111_195, -2);
  });
});
