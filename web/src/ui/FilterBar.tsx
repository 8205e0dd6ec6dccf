import { TextInput } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./FilterBar.module.css";
import { useUiText } from "./text";

export interface FilterChip {
  readonly key: string;
  readonly word: string;
  readonly on: boolean;
  readonly toggle: () => void;
}

interface FilterBarProps {
  search?: { value: string; onChange: (text: string) => void; hint: string };
  /** One tap each, on or off. */
  chips?: readonly FilterChip[];
  /** Selects, "save view" and the like. */
  children?: ReactNode;
  /** Given while any filter is on. */
  onClear?: (() => void) | undefined;
}

export function FilterBar({ search, chips = [], children, onClear }: FilterBarProps) {
  const t = useUiText();
  return (
    <div className={classes.bar} role="search">
      {search !== undefined && (
        <TextInput
          className={classes.search ?? ""}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          placeholder={search.hint}
          aria-label={search.hint}
          value={search.value}
          onChange={(event) => search.onChange(event.currentTarget.value)}
        />
      )}
      <div className={classes.chips}>
        {chips.map((chip) => (
          <button key={chip.key} type="button" className={classes.chip} aria-pressed={chip.on} onClick={chip.toggle}>
            {chip.word}
          </button>
        ))}
        {children}
        {onClear !== undefined && (
          <button type="button" className={classes.clear} onClick={onClear}>
            <IconX size={16} aria-hidden />
            {t("filter.clear")}
          </button>
        )}
      </div>
    </div>
  );
}
