/** Money as it travels: whole minor units and an ISO 4217 code. */
export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

const SIGN: Record<string, string> = { CNY: "¥", JPY: "JP¥", USD: "US$", EUR: "€", GBP: "£", HKD: "HK$", SGD: "S$", KRW: "₩" };
const NO_MINOR = new Set(["JPY", "KRW", "VND"]);
const THIN_SPACE = "\u202f"; // narrow and unbreakable: the sign stays with its number

export function minorDigits(currency: string): number {
  return NO_MINOR.has(currency) ? 0 : 2;
}

export type MoneyStyle = "auto" | "exact" | "short";

/**
 * "¥ 2,310" with a thin, unbreakable space. `auto` shows minor units only when there are any, `exact` always,
 * `short` is for big round figures: "¥ 420k", "¥ 1.3M".
 */
export function formatMoney({ minor, currency }: Amount, style: MoneyStyle = "auto"): string {
  const digits = minorDigits(currency);
  const major = Math.abs(minor) / 10 ** digits;
  const sign = minor < 0 ? "−" : "";
  const unit = SIGN[currency] ?? currency;
  return `${sign}${unit}${THIN_SPACE}${style === "short" ? shorten(major) : plain(major, digits, style)}`;
}

function plain(major: number, digits: number, style: MoneyStyle): string {
  const shown = style === "exact" || !Number.isInteger(major) ? digits : 0;
  return major.toLocaleString("en-US", { minimumFractionDigits: shown, maximumFractionDigits: shown });
}

function shorten(major: number): string {
  if (major < 10_000) return plain(Math.round(major), 0, "auto");
  const [scale, letter] = major < 999_500 ? [1_000, "k"] : [1_000_000, "M"];
  const value = major / scale;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}${letter}`;
}

/** Reads what a person types ("2,310.5", "2310") into minor units; null when it is not an amount. */
export function parseMinor(text: string, currency: string): number | null {
  const cleaned = text.replace(/[,\s\u2009¥]/g, "");
  const digits = minorDigits(currency);
  const pattern = digits === 0 ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,2})?$/;
  if (!pattern.test(cleaned)) return null;
  const [whole = "0", fraction = ""] = cleaned.split(".");
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, "0") || "0");
}
