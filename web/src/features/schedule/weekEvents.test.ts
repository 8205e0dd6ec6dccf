import { describe, expect, it } from "vitest";
import type { CalendarEvent, WorkingDay } from "./queries";
import { dayMark, eventsOn, weekEvents } from "./weekEvents";

function event(id: string, starts: string, ends: string, change: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id, person_id: "p", kind: "visit", title: id, place: "", busy_state: "busy", is_all_day: false,
    first_day: "2026-11-24", last_day: "2026-11-24", starts_at: starts, ends_at: ends, zone: "Asia/Shanghai",
    account_id: null, subject_id: null, is_masked: false, version: 1, ...change,
  };
}

const morning = event("早", "2026-11-24T01:00:00Z", "2026-11-24T02:00:00Z");
const evening = event("晚", "2026-11-24T12:00:00Z", "2026-11-24T16:00:00Z", { last_day: "2026-11-25" });
const trip = event("行程", "2026-11-23T16:00:00Z", "2026-11-26T16:00:00Z", { is_all_day: true, last_day: "2026-11-26" });

describe("eventsOn", () => {
  it("puts all-day events first and keeps the order of the day", () => {
    expect(eventsOn([evening, morning, trip], "2026-11-24").map((one) => one.id)).toEqual(["行程", "早", "晚"]);
  });

  it("does not carry an event that ends at midnight into the next day", () => {
    expect(eventsOn([evening, trip], "2026-11-25").map((one) => one.id)).toEqual(["行程"]);
  });
});

describe("weekEvents", () => {
  it("shows local times, and of masked events only that time is taken", () => {
    const [shown] = weekEvents([{ ...morning, title: "", is_masked: true }], "忙");
    expect([shown?.title, shown?.start]).toEqual(["忙", "2026-11-24 09:00:00"]);
  });
});

describe("dayMark", () => {
  const day = (iso: string, isWorking: boolean): WorkingDay => ({ day: iso, is_working: isWorking, name_zh: "", name_en: "", is_moved: false });

  it("marks what differs from the weekday alone", () => {
    expect(dayMark(day("2026-02-14", true))).toBe("work");
    expect(dayMark(day("2026-10-01", false))).toBe("rest");
    expect(dayMark(day("2026-11-24", true))).toBeNull();
    expect(dayMark(day("2026-11-28", false))).toBeNull();
  });
});
