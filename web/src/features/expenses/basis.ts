import { formatMoney } from "../../lib/money";

/** A computed line's basis in words: "2026-11-24 320500 100% 10000" or "120000 m 80". */
export function basisWords(basis: string, currency: string): string {
  const [first = "", second = "", third = "", fourth = ""] = basis.split(" ");
  if (second === "m") return `${Number(first) / 1000} km × ${formatMoney({ minor: Number(third), currency }, "exact")}`;
  return `${first} · ${third} · ${formatMoney({ minor: Number(fourth), currency }, "exact")}`;
}
