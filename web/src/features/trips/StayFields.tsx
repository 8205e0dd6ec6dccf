import { ActionIcon, Autocomplete, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { MoneyInput } from "../../ui/MoneyInput";
import type { StayValues } from "./formValues";
import { useText } from "./text";
import classes from "./Trips.module.css";

interface StayFieldsProps {
  number: number;
  value: StayValues;
  cities: readonly string[];
  error: (name: string) => string | undefined;
  onChange: (change: Partial<StayValues>) => void;
  onRemove: () => void;
}

export function StayFields({ number, value, cities, error, onChange, onRemove }: StayFieldsProps) {
  const t = useText();
  return (
    <fieldset className={classes.block} style={{ border: 0, margin: 0, padding: "0 0 16px" }}>
      <div className={classes.blockHead}>
        <legend>{t("form.stay", { number })}</legend>
        <ActionIcon aria-label={t("form.stay.remove", { number })} onClick={onRemove}>
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
      </div>
      <div className={classes.row}>
        <Autocomplete label={t("form.city")} required data={[...cities]} limit={20} value={value.city} error={error("city_name")} onChange={(city) => onChange({ city })} />
        <TextInput label={t("form.hotel")} maxLength={120} value={value.hotel} onChange={(event) => onChange({ hotel: event.currentTarget.value })} />
      </div>
      <div className={classes.row}>
        <TextInput type="date" label={t("form.first_night")} required value={value.firstNight} error={error("first_night")} onChange={(event) => onChange({ firstNight: event.currentTarget.value })} />
        <TextInput label={t("form.nights")} inputMode="numeric" required value={value.nights} error={error("nights")} onChange={(event) => onChange({ nights: event.currentTarget.value.replace(/\D/g, "").slice(0, 2) })} />
        <MoneyInput label={t("form.night_price")} required value={value.price} onChange={(price) => onChange({ price })} error={error("night_minor")} />
      </div>
    </fieldset>
  );
}
