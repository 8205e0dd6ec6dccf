import { describe, expect, it } from "vitest";
import { partsOf, splitBodies } from "./splits";

const SPLITS = [
  { account_id: "a", account_name: "启元", base_minor: 600, opportunity_id: null, visit_id: null, weight: 2 },
  { account_id: "b", account_name: "金辰", base_minor: 300, opportunity_id: "o", visit_id: "v", weight: 1 },
];

describe("shares of a line", () => {
  it("go back to the server as they came", () => {
    expect(splitBodies(partsOf({ splits: SPLITS }))).toEqual([
      { account_id: "a", opportunity_id: null, visit_id: null, weight: 2 },
      { account_id: "b", opportunity_id: "o", visit_id: "v", weight: 1 },
    ]);
  });

  it("are told apart by what is most exact", () => {
    expect(partsOf({ splits: SPLITS }).map((part) => [part.key, part.isDeal])).toEqual([["a", false], ["o", true]]);
  });
});
