import { TextInput } from "@mantine/core";
import { useState } from "react";
import { minorDigits, parseMinor } from "../lib/money";

interface MoneyInputProps {
  label: string;
  currency?: string;
  /** Minor units; null when empty or not an amount. */
  value: number | null;
  onChange: (minor: number | null) => void;
  error?: string | undefined;
  required?: boolean;
}

function written(minor: number | null, currency: string): string {
  return minor === null ? "" : (minor / 10 ** minorDigits(currency)).toFixed(minor % 100 === 0 ? 0 : minorDigits(currency));
}

export function MoneyInput({ label, currency = "CNY", value, onChange, error, required = false }: MoneyInputProps) {
  const [text, setText] = useState(() => written(value, currency));
  const [touched, setTouched] = useState(false);
  const shown = touched ? text : written(value, currency);
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      required={required}
      leftSection={currency === "CNY" ? "¥" : currency}
      leftSectionWidth={currency === "CNY" ? 32 : 52}
      value={shown}
      error={error}
      onChange={(event) => {
        setTouched(true);
        setText(event.currentTarget.value);
        onChange(parseMinor(event.currentTarget.value, currency));
      }}
      onBlur={() => setTouched(false)}
    />
  );
}
