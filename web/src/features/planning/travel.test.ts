import { describe, expect, it } from "vitest";
import { bodyOf, clockOf, minuteOf, type Profile } from "./travel";

const SET: Profile = {
  person_id: "p", is_default: false, version: 1, start_name: "公司", start: { lat: 31.2, lon: 121.4 }, hours: [{ weekday: 0, from_minute: 510, until_minute: 1050 }],
  break_from_minute: 690, break_until_minute: 810, break_minutes: 60, max_visits: 8, max_drive_minutes: 300, hour_cost_minor: 12_000, way: "rides",
};

describe("times of day", () => {
  it.each([[0, "00:00"], [510, "08:30"], [1439, "23:59"]])("writes minute %i as %s and reads it back", (minute, clock) => {
    expect(clockOf(minute)).toBe(clock);
    expect(minuteOf(clock)).toBe(minute);
  });

  it("reads nothing from an empty field", () => {
    expect(minuteOf("")).toBeNull();
  });
});

describe("a travel profile", () => {
  it("is sent as it came", () => {
    expect(bodyOf(SET)).toEqual({
      start_name: "公司", start_lat: 31.2, start_lon: 121.4, hours: SET.hours, break_from_minute: 690, break_until_minute: 810,
      break_minutes: 60, max_visits: 8, max_drive_minutes: 300, hour_cost_minor: 12_000, way: "rides",
    });
  });

  it("cannot be sent without a start", () => {
    expect(bodyOf({ ...SET, start: null })).toBeNull();
  });
});
