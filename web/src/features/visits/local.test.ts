import { beforeAll, describe, expect, it } from "vitest";
import { type AnyAsked, readingOf, writingOf } from "../../local/registry";
import { RowsInMemory } from "../../local/testing";
import feature from "./local";
import { gradeCheck, legBetween } from "./local/rules";

const ME = "me";
const NOW = "2026-11-24T02:00:00.000Z";
const WORKS = { lat: 31.2, lon: 121.4 };

function visit(id: string, startsAt: string, more: object = {}) {
  return {
    id, account_id: "works", person_id: ME, status: "planned", certainty: "exact", day: "2026-11-24", starts_at: startsAt,
    ends_at: new Date(Date.parse(startsAt) + 3_600_000).toISOString(), zone: "Asia/Shanghai", goal: "", reason: "", opportunity_id: null,
    contact_ids: [], plan_id: null, trip_id: null, set_off_at: null, checked_in_at: null, checked_out_at: null, ...more,
  };
}

function device() {
  const account = { customer_class: "A", address: "1 Pump Road", phone: "021-1", position_state: "confirmed" };
  return new RowsInMemory({
    person: [{ id: ME, name: "林" }],
    account: [
      { id: "works", name: "东方泵业", ...WORKS, ...account },
      { id: "plant", name: "江南水厂", lat: 31.3, lon: 121.5, ...account },
    ],
    visit: [
      visit("b", "2026-11-24T05:00:00.000Z", { account_id: "plant" }),
      visit("a", "2026-11-24T01:00:00.000Z"),
      visit("other", "2026-11-24T03:00:00.000Z", { person_id: "someone" }),
    ],
  });
}

const asked = (more: Partial<AnyAsked>): AnyAsked => ({ path: {}, query: {}, body: undefined, me: ME, now: new Date(NOW), ...more });

function write(view: RowsInMemory, path: string, more: Partial<AnyAsked>): unknown {
  const change = writingOf("post", path)?.(view, asked(more));
  if (change === undefined) return undefined;
  view.play(feature.effects, change.ops, NOW);
  return change.answer(view);
}

beforeAll(() => feature.register());

describe("the day", () => {
  it("shows one's own visits by time with the ways between", () => {
    const day = readingOf("/api/v1/visits/day")?.(device(), asked({ query: { day: "2026-11-24" } }));

    expect(day).toMatchObject({ person_name: "林", next_id: "a", done_count: 0, stops: [{ visit: { id: "a" }, leg: null }, { visit: { id: "b" } }] });
    expect(day).toMatchObject({ distance_m: legBetween(WORKS, { lat: 31.3, lon: 121.5 })?.distance_m });
  });

  it("leaves another person's day to the server", () => {
    expect(readingOf("/api/v1/visits/day")?.(device(), asked({ query: { day: "2026-11-24", person_id: "someone" } }))).toBeUndefined();
  });
});

describe("a check-in", () => {
  const fix = { ...WORKS, accuracy_m: 20, age_s: 3 };

  it("is graded here and changes the visit at once", () => {
    const view = device();
    const told = write(view, "/api/v1/visits/{visit_id}/check-in", { path: { visit_id: "a" }, body: { fix } });

    expect(told).toMatchObject({ visit: { status: "checked_in", check_grade: "verified", checked_in_at: NOW }, check: { grade: "verified", distance_m: 0 } });
    expect(readingOf("/api/v1/visits/{visit_id}")?.(view, asked({ path: { visit_id: "a" } }))).toMatchObject({ actions: ["check_out", "report"] });
  });

  it("of another person or in a state that forbids it is for the server", () => {
    const view = device();

    expect(write(view, "/api/v1/visits/{visit_id}/check-in", { path: { visit_id: "other" }, body: { fix } })).toBeUndefined();
    expect(write(view, "/api/v1/visits/{visit_id}/check-out", { path: { visit_id: "a" }, body: { fix } })).toBeUndefined();
  });
});

it("reports, plans the next visit and shows the promise at it", () => {
  const view = device();
  const body = { outcome: "met", notes: "好", next_step: "报价", next_step_due: "2026-12-01", next_starts_at: "2026-12-02T02:00:00.000Z" };
  const page = write(view, "/api/v1/visits/{visit_id}/report", { path: { visit_id: "a" }, body });

  expect(page).toMatchObject({ visit: { status: "reported", outcome: "met" }, report: { notes: "好" }, actions: [] });
  const [next] = view.where("visit", "day", "2026-12-02");
  expect(readingOf("/api/v1/visits/{visit_id}")?.(view, asked({ path: { visit_id: next?.["id"] as string } }))).toMatchObject({
    visit: { status: "planned", account_id: "works" },
    promises: [{ text: "报价", due_on: "2026-12-01" }],
    earlier: [{ id: "a" }],
  });
});

it("moves, calls off and takes back", () => {
  const view = device();
  const path = { visit_id: "a" };
  write(view, "/api/v1/visits/{visit_id}/move", { path, body: { starts_at: "2026-11-25T01:00:00.000Z", ends_at: "2026-11-25T02:00:00.000Z" } });
  expect(view.row("visit", "a")).toMatchObject({ day: "2026-11-25", status: "planned" });
  expect(write(view, "/api/v1/visits/{visit_id}/cancel", { path, body: { reason: "生病" } })).toMatchObject({ status: "cancelled", reason: "生病" });
  expect(write(view, "/api/v1/visits/{visit_id}/reopen", { path })).toMatchObject({ status: "planned", reason: "" });
});

it("plans a visit at a customer of this device only", () => {
  const view = device();
  const body = { account_id: "plant", starts_at: "2026-11-26T01:00:00.000Z", ends_at: "2026-11-26T02:00:00.000Z" };

  expect(write(view, "/api/v1/visits", { body })).toMatchObject({ visit: { account_name: "江南水厂", person_id: ME, day: "2026-11-26" }, clashes: [] });
  expect(write(view, "/api/v1/visits", { body: { ...body, account_id: "unknown" } })).toBeUndefined();
});

it.each([
  [null, "unverified", "no_fix"],
  [{ ...WORKS, accuracy_m: 20, age_s: 900 }, "unverified", "old_fix"],
  [{ ...WORKS, accuracy_m: 5_000, age_s: 1 }, "unverified", "coarse_fix"],
  [{ lat: 31.206, lon: 121.4, accuracy_m: 20, age_s: 1 }, "near", ""],
  [{ lat: 31.3, lon: 121.4, accuracy_m: 20, age_s: 1 }, "out_of_range", ""],
])("grades %o as %s", (fix, grade, doubt) => {
  expect(gradeCheck(fix, WORKS, true)).toMatchObject({ grade, doubt });
});
