import { describe, expect, it } from "vitest";
import en from "./i18n/en.json";
import zh from "./i18n/zh-Hans.json";
import { templateOf } from "./timetable";
import { COLUMNS, REASONS } from "./timetableWords";

describe("the template", () => {
  it("has every column, in the words of the reader", () => {
    for (const kind of ["stations", "timetable"] as const)
      for (const locale of ["zh-Hans", "en"] as const) {
        const [head = "", ...lines] = templateOf(kind, locale).trim().split("\n");
        expect(head.split(",")).toHaveLength(COLUMNS[kind].length);
        expect(lines.length).toBeGreaterThan(0);
      }
    expect(templateOf("timetable", "en")).toContain(COLUMNS.timetable.join(","));
  });
});

describe("the words of a dry run", () => {
  it.each([zh, en])("name every column and reason", (texts) => {
    const known = Object.keys(texts);
    expect(known).toEqual(expect.arrayContaining([...COLUMNS.stations, ...COLUMNS.timetable].map((column) => `timetable.column.${column}`)));
    expect(known).toEqual(expect.arrayContaining(REASONS.map((reason) => `timetable.reason.${reason}`)));
  });
});
