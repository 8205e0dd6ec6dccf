import type { Document, Reading } from "./queries";

const SURE_PCT = 85;

export function readingOf(document: Document, field: string): Reading | undefined {
  return document.facts?.fields.find((one) => one.field === field);
}

export function valueOf(document: Document, field: string): string {
  return readingOf(document, field)?.value ?? "";
}

/** An amount field in minor units; null when it was not read. */
export function minorOf(document: Document, field: string): number | null {
  const text = valueOf(document, field);
  return text === "" ? null : Number(text);
}

/** Whether a person should look: low confidence, or a character that is unsure. */
export function isDoubtful(reading: Reading): boolean {
  return reading.confidence_pct < SURE_PCT || reading.doubts.length > 0;
}

/** Tax as a share of net in whole percent ("6"), empty when it does not come out even. */
export function taxRate(document: Document): string {
  const net = minorOf(document, "net_minor");
  const tax = minorOf(document, "tax_minor");
  if (net === null || tax === null || net <= 0) return "";
  const percent = (tax / net) * 100;
  const whole = Math.round(percent);
  return Math.abs(percent - whole) < 0.15 ? String(whole) : "";
}

/** The last eight characters of a long number in two groups: "6620 2073". */
export function tailOf(number: string): string {
  const tail = number.slice(-8);
  return tail.length === 8 ? `${tail.slice(0, 4)} ${tail.slice(4)}` : tail;
}
