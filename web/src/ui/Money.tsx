import { Tooltip } from "@mantine/core";
import { formatMoney, type MoneyStyle } from "../lib/money";

interface MoneyProps {
  minor: number;
  currency?: string;
  style?: MoneyStyle;
  /** Rate and date of a foreign amount, told on hover: "1 EUR = 7.82 CNY · 11月23日". */
  rate?: string;
}

export function Money({ minor, currency = "CNY", style = "auto", rate }: MoneyProps) {
  const text = formatMoney({ minor, currency }, style);
  const told = style === "short" ? formatMoney({ minor, currency }) : undefined;
  const hint = rate ?? (told === text ? undefined : told);
  const shown = <span style={{ whiteSpace: "nowrap" }}>{text}</span>;
  return hint === undefined ? shown : <Tooltip label={hint}>{shown}</Tooltip>;
}
