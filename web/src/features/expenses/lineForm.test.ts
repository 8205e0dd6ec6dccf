import { describe, expect, it } from "vitest";
import { bodyOf, emptyLine, missingIn } from "./lineForm";
import { tailOf } from "./reading";

describe("lineForm", () => {
  it("asks for the amount before it can be sent", () => {
    expect(missingIn(emptyLine())).toBe("amount");
    expect(missingIn({ ...emptyLine(), amount_minor: 0 })).toBe("amount");
    expect(missingIn({ ...emptyLine(), amount_minor: 26_800 })).toBeNull();
  });

  it("sends whole minor units and no id in the body of a change", () => {
    const body = bodyOf({ ...emptyLine(), amount_minor: 26_800 });
    expect(body.amount_minor).toBe(26_800);
    expect("id" in body).toBe(false);
  });

  it("shows the tail of a long number in groups", () => {
    expect(tailOf("25442000000066202073")).toBe("6620 2073");
  });
});
