import { describe, expect, it } from "vitest";
import { bodyOf, changesNothing, linesOf, type Proposal, type Told } from "./replan";

const TOLD: Told = { kind: "late", scope: "trip", accountId: null, hotelId: null, late: 30, day: "2026-12-01", from: "15:00", until: "16:30" };
const SHIFT = { account_id: "a", account_name: "苏州恒泰", day_before: "2026-12-01", start_before_s: 50_400, day_after: "2026-12-01", start_after_s: 55_800, must_be_told: true };
const NOTHING: Proposal = {
  plan_id: "p", state: "accepted", seen: "s", asked_at: "2026-12-01T02:00:00Z", kind: "late", scope: "trip", today: "2026-12-01", free_s: 0, done_count: 0, unchanged_count: 5,
  cancelled: null, dropped: [], moved: [], retimed: [], added: [], nights: [], drive_s: 0, drive_m: 0, hours_s: 0, cash_minor: 0, currency: "CNY", back_before_s: 0, back_after_s: 0, overtime_s: 0,
};

describe("what is asked", () => {
  it("sends the delay with where one is", () => {
    expect(bodyOf(TOLD, { lat: 31.2, lon: 121.4 })).toEqual({ kind: "late", scope: "trip", late_minutes: 30, position: { lat: 31.2, lon: 121.4 } });
  });

  it("sends an appointment in minutes of its day", () => {
    expect(bodyOf({ ...TOLD, kind: "inserted", accountId: "a" }, null)).toEqual({
      kind: "inserted", scope: "trip", late_minutes: 0, position: null, account_id: "a", slot: { day: "2026-12-01", from_minute: 900, until_minute: 990 },
    });
  });

  it.each<Partial<Told>>([{ kind: "cancelled" }, { kind: "hotel_full" }, { kind: "inserted" }, { kind: "inserted", accountId: "a", until: "14:00" }, { kind: "inserted", accountId: "a", from: "" }])(
    "waits until it is complete: %o",
    (change) => {
      expect(bodyOf({ ...TOLD, ...change }, null)).toBeNull();
    },
  );
});

describe("what changes", () => {
  it("names who is lost first, and why", () => {
    const shown: Proposal = {
      ...NOTHING,
      retimed: [SHIFT],
      dropped: [{ account_id: "b", account_name: "无锡", day: "2026-12-01", start_s: 60_000, constraint: "hours", must_be_told: false }],
    };

    expect(linesOf(shown).map((line) => [line.group, line.name, line.before?.s, line.after?.s, line.constraint, line.mustBeTold])).toEqual([
      ["away", "无锡", 60_000, undefined, "hours", false],
      ["retimed", "苏州恒泰", 50_400, 55_800, null, true],
    ]);
  });

  it("has nothing to accept when no visit and no bed changes", () => {
    expect(changesNothing(NOTHING)).toBe(true);
    expect(changesNothing({ ...NOTHING, retimed: [SHIFT] })).toBe(false);
    expect(changesNothing({ ...NOTHING, cancelled: { ...SHIFT, day_after: null, start_after_s: null } })).toBe(false);
    expect(changesNothing({ ...NOTHING, nights: [{ day: "2026-12-01", hotel_before: "A", hotel_after: "B" }] })).toBe(false);
  });
});
