import { SegmentedControl } from "@mantine/core";
import { useId } from "react";
import { type Way, WAYS } from "./travel";
import classes from "./Travel.module.css";
import { useText } from "./text";

/** How one gets from city to city. */
export function WayField({ value, onChange }: { value: Way | null; onChange: (way: Way) => void }) {
  const t = useText();
  const id = useId();
  return (
    <div className={classes.way}>
      <span id={id} className={classes.wayLabel}>
        {t("way")}
      </span>
      <SegmentedControl fullWidth size="md" aria-labelledby={id} data={WAYS.map((way) => ({ value: way, label: t(`way.${way}`) }))} value={value ?? "car"} onChange={(way) => onChange(way)} />
      {value !== null && value !== "car" && <p className={classes.note}>{t(`way.${value}.hint`)}</p>}
    </div>
  );
}
