import { describe, expect, it } from "vitest";
import { formatMoney, parseMinor } from "./money";

const yuan = (minor: number) => ({ minor, currency: "CNY" });

describe("formatMoney", () => {
  it("shows minor units only where they matter", () => {
    expect(formatMoney(yuan(231_000))).toBe("¥\u202f2,310");
    expect(formatMoney(yuan(26_850))).toBe("¥\u202f268.50");
    expect(formatMoney(yuan(26_800), "exact")).toBe("¥\u202f268.00");
  });

  it("shortens big figures without ever writing 1000k", () => {
    expect(formatMoney(yuan(42_000_000), "short")).toBe("¥\u202f420k");
    expect(formatMoney(yuan(99_980_000), "short")).toBe("¥\u202f1M");
    expect(formatMoney(yuan(129_000_000), "short")).toBe("¥\u202f1.3M");
    expect(formatMoney(yuan(999_900), "short")).toBe("¥\u202f9,999");
  });

  it("knows currencies without minor units and negative amounts", () => {
    expect(formatMoney({ minor: 5000, currency: "JPY" })).toBe("JP¥\u202f5,000");
    expect(formatMoney(yuan(-1200))).toBe("−¥\u202f12");
  });
});

describe("parseMinor", () => {
  it("reads what people type without rounding", () => {
    expect(parseMinor("2,310.5", "CNY")).toBe(231_050);
    expect(parseMinor("0.29", "CNY")).toBe(29);
    expect(parseMinor("500", "JPY")).toBe(500);
  });

  it("refuses what is not an amount", () => {
    for (const text of ["", "-1", "1.234", "abc", "1e9", "12.5.1"]) expect(parseMinor(text, "CNY")).toBeNull();
  });
});
