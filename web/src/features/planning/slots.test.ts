import { describe, expect, it } from "vitest";
import { hoursOf, minuteOf, roughly } from "./slots";

describe("the hours that are asked for", () => {
  it("are none for any time, half a day, or one's own", () => {
    expect(hoursOf("any", "09:00", "12:00")).toEqual({ from_minute: null, until_minute: null });
    expect(hoursOf("morning", "", "")).toEqual({ from_minute: null, until_minute: 720 });
    expect(hoursOf("afternoon", "", "")).toEqual({ from_minute: 720, until_minute: null });
    expect(hoursOf("own", "09:15", "11:45")).toEqual({ from_minute: 555, until_minute: 705 });
  });

  it("leave out what is no time", () => {
    expect(minuteOf("")).toBeNull();
    expect(minuteOf("half past")).toBeNull();
    expect(hoursOf("own", "", "11:00")).toEqual({ from_minute: null, until_minute: 660 });
  });
});

describe("the position that is sent", () => {
  it("is known to about a hundred metres", () => {
    expect(roughly({ lat: 31.298765, lon: 120.583312 })).toEqual({ lat: 31.299, lon: 120.583 });
    expect(roughly(null)).toBeNull();
  });
});
