import { Select, Textarea, TextInput } from "@mantine/core";
import type { Problem } from "../../api/problem";
import { ChoiceChips } from "../../ui/ChoiceChips";
import classes from "./Customers.module.css";
import { useCityOptions } from "./places";
import { useText } from "./text";
import { CLASSES, type CustomerClass, type LifecycleStage, STAGES } from "./words";

export interface AccountDraft {
  name: string;
  customer_class: CustomerClass;
  lifecycle_stage: LifecycleStage;
  industry: string;
  city_code: string;
  district: string;
  address: string;
  phone: string;
  website: string;
  tax_number: string;
  note: string;
}

export const EMPTY_ACCOUNT: AccountDraft = {
  name: "", customer_class: "C", lifecycle_stage: "prospect", industry: "", city_code: "", district: "",
  address: "", phone: "", website: "", tax_number: "", note: "",
};

interface AccountFormProps {
  value: AccountDraft;
  set: (change: Partial<AccountDraft>) => void;
  problem: Problem | null;
}

type TextField = "name" | "industry" | "district" | "address" | "phone" | "website" | "tax_number";

export function AccountForm({ value, set, problem }: AccountFormProps) {
  const t = useText();
  const cities = useCityOptions();
  const line = (name: TextField, label: string, longest: number, mode?: "tel" | "url") => (
    <TextInput
      label={label}
      maxLength={longest}
      value={value[name]}
      error={problem?.field(name)}
      {...(mode === undefined ? {} : { inputMode: mode })}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.form}>
      {line("name", t("field.name"), 120)}
      <ChoiceChips label={t("field.class")} options={CLASSES.map((one) => ({ value: one, word: one }))} value={value.customer_class} onChange={(customer_class) => set({ customer_class })} />
      <div className={classes.pair}>
        <Select
          label={t("field.city")}
          data={cities}
          value={value.city_code === "" ? null : value.city_code}
          searchable
          clearable
          limit={40}
          error={problem?.field("city_code")}
          onChange={(code) => set({ city_code: code ?? "" })}
        />
        {line("district", t("field.district"), 60)}
      </div>
      {line("address", t("field.address"), 240)}
      <div className={classes.pair}>
        {line("phone", t("field.phone"), 40, "tel")}
        {line("industry", t("field.industry"), 60)}
        {line("tax_number", t("field.taxNumber"), 30)}
        {line("website", t("field.website"), 200, "url")}
      </div>
      <Select
        label={t("field.stage")}
        data={STAGES.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        value={value.lifecycle_stage}
        allowDeselect={false}
        onChange={(stage) => stage !== null && set({ lifecycle_stage: stage as LifecycleStage })}
      />
      <Textarea label={t("field.note")} maxLength={4000} value={value.note} onChange={(event) => set({ note: event.currentTarget.value })} />
    </div>
  );
}
