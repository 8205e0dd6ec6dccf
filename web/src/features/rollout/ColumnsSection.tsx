import { Select } from "@mantine/core";
import { Section } from "../../ui/Section";
import type { ImportSummary } from "./queries";
import classes from "./Rollout.module.css";
import { useText } from "./text";
import { COLUMNS } from "./words";

const NOT_USED = "";

interface ColumnsSectionProps {
  batch: ImportSummary;
  onChange: (columns: Record<string, number>) => void;
}

/** Every column of the file with its first values, and what it means; a meaning moves with one choice. */
export function ColumnsSection({ batch, onChange }: ColumnsSectionProps) {
  const t = useText();
  const meaningOf = (place: number) => Object.entries(batch.columns).find(([, at]) => at === place)?.[0] ?? NOT_USED;
  const choose = (place: number, meaning: string | null) => {
    const kept = Object.entries(batch.columns).filter(([name, at]) => at !== place && name !== meaning);
    const chosen = meaning === null || meaning === NOT_USED ? [] : [[meaning, place] as const];
    onChange(Object.fromEntries([...kept, ...chosen]));
  };
  const options = [{ value: NOT_USED, label: t("column.none") }, ...COLUMNS.map((name) => ({ value: name, label: t(`column.${name}`) }))];
  return (
    <Section title={t("columns.title")}>
      <p className={classes.hint}>{t("columns.hint")}</p>
      <div className={classes.columns}>
        {batch.header.map((heading, place) => (
          <div key={place} className={classes.column} data-used={meaningOf(place) !== NOT_USED || undefined}>
            <div className={classes.heading}>{heading === "" ? t("column.nameless", { number: place + 1 }) : heading}</div>
            <Select
              data={options}
              value={meaningOf(place)}
              onChange={(meaning) => choose(place, meaning)}
              allowDeselect={false}
              aria-label={t("columns.meaning", { heading })}
              size="sm"
            />
            <ul className={classes.sample}>
              {batch.sample.slice(0, 3).map((row, index) => (
                <li key={index}>{row[place] === "" || row[place] === undefined ? "—" : row[place]}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
