import { ActionIcon, Autocomplete, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { MoneyInput } from "../../ui/MoneyInput";
import type { SegmentValues } from "./formValues";
import { useText } from "./text";
import classes from "./Trips.module.css";

const MODES = ["rail", "air", "car", "taxi", "bus", "ship", "other"] as const;
const CLASSES: Partial<Record<SegmentValues["mode"], readonly string[]>> = {
  rail: ["second", "first", "business", "hard_seat", "hard_sleeper", "soft_sleeper"],
  air: ["economy", "premium_economy", "business", "first"],
};

interface SegmentFieldsProps {
  number: number;
  value: SegmentValues;
  cities: readonly string[];
  error: (name: string) => string | undefined;
  onChange: (change: Partial<SegmentValues>) => void;
  onRemove: () => void;
}

export function SegmentFields({ number, value, cities, error, onChange, onRemove }: SegmentFieldsProps) {
  const t = useText();
  const classesOf = CLASSES[value.mode];
  const drives = value.mode === "car";
  return (
    <fieldset className={classes.block} style={{ border: 0, margin: 0, padding: "0 0 16px" }}>
      <div className={classes.blockHead}>
        <legend>{t("form.segment", { number })}</legend>
        <ActionIcon aria-label={t("form.segment.remove", { number })} onClick={onRemove}>
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
      </div>
      <div className={classes.row}>
        <Select
          label={t("form.mode")}
          data={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          value={value.mode}
          allowDeselect={false}
          onChange={(mode) => onChange({ mode: (mode ?? "other") as SegmentValues["mode"], travelClass: "" })}
        />
        <Autocomplete label={t("form.from")} required data={[...cities]} limit={20} value={value.origin} error={error("origin_name")} onChange={(origin) => onChange({ origin })} />
        <Autocomplete label={t("form.to")} required data={[...cities]} limit={20} value={value.destination} error={error("destination_name")} onChange={(destination) => onChange({ destination })} />
      </div>
      <div className={classes.row}>
        <TextInput type="date" label={t("form.leave.day")} required value={value.leaveDay} error={error("departs_at")} onChange={(event) => onChange({ leaveDay: event.currentTarget.value, arriveDay: event.currentTarget.value })} />
        <TextInput type="time" label={t("form.leave.time")} required value={value.leaveTime} onChange={(event) => onChange({ leaveTime: event.currentTarget.value })} />
        <TextInput type="date" label={t("form.arrive.day")} required value={value.arriveDay} error={error("arrives_at")} onChange={(event) => onChange({ arriveDay: event.currentTarget.value })} />
        <TextInput type="time" label={t("form.arrive.time")} required value={value.arriveTime} onChange={(event) => onChange({ arriveTime: event.currentTarget.value })} />
      </div>
      <div className={classes.row}>
        {drives ? (
          <>
            <TextInput label={t("form.km")} inputMode="numeric" value={value.km} error={error("distance_m")} onChange={(event) => onChange({ km: event.currentTarget.value.replace(/\D/g, "").slice(0, 5) })} />
            <MoneyInput label={t("category.tolls")} value={value.tolls} onChange={(tolls) => onChange({ tolls })} error={error("tolls_minor")} />
          </>
        ) : (
          <MoneyInput label={t("form.fare")} value={value.fare} onChange={(fare) => onChange({ fare })} error={error("fare_minor")} />
        )}
        {classesOf !== undefined && (
          <Select
            label={t("form.class")}
            clearable
            data={classesOf.map((name) => ({ value: name, label: t(`class.${value.mode}.${name}` as "class.rail.second") }))}
            value={value.travelClass || null}
            onChange={(travelClass) => onChange({ travelClass: travelClass ?? "" })}
          />
        )}
      </div>
    </fieldset>
  );
}
