import { MultiSelect, Select, TextInput } from "@mantine/core";
import { Problem } from "../../api/problem";
import classes from "./Identity.module.css";
import type { Role } from "./queries";
import { ROLES } from "./roles";
import { useText } from "./text";
import { timeZones } from "./zones";

export interface CompanyValues {
  readonly name: string;
  readonly name_latin: string;
  readonly tax_number: string;
  readonly base_currency: string;
  readonly time_zone: string;
  readonly locale: "zh-Hans" | "en";
  readonly mfa_required_roles: readonly Role[];
}

const CURRENCIES = ["CNY", "HKD", "TWD", "USD", "EUR", "JPY", "KRW", "SGD", "GBP", "AUD", "VND", "THB", "MYR"];

interface CompanyFieldsProps {
  values: CompanyValues;
  onChange: (values: CompanyValues) => void;
  error: unknown;
}

export function CompanyFields({ values, onChange, error }: CompanyFieldsProps) {
  const t = useText();
  const set = (part: Partial<CompanyValues>) => onChange({ ...values, ...part });
  const wrong = (field: string) => (error instanceof Problem && error.field(field) !== undefined ? t("field.wrong") : undefined);
  return (
    <div className={classes.fields}>
      <TextInput label={t("company.name")} required maxLength={120} error={wrong("name")} value={values.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <TextInput label={t("company.nameLatin")} maxLength={120} value={values.name_latin} onChange={(event) => set({ name_latin: event.currentTarget.value })} />
      <TextInput
        label={t("company.tax")}
        description={t("company.tax.hint")}
        maxLength={30}
        error={wrong("tax_number")}
        value={values.tax_number}
        onChange={(event) => set({ tax_number: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <Select label={t("company.currency")} data={CURRENCIES.includes(values.base_currency) ? CURRENCIES : [...CURRENCIES, values.base_currency]} allowDeselect={false} value={values.base_currency} onChange={(currency) => set({ base_currency: currency ?? "CNY" })} />
        <Select label={t("field.zone")} searchable allowDeselect={false} data={timeZones(values.time_zone)} value={values.time_zone} onChange={(zone) => set({ time_zone: zone ?? values.time_zone })} />
      </div>
      <MultiSelect
        label={t("company.mfa")}
        description={t("company.mfa.hint")}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={[...values.mfa_required_roles]}
        onChange={(roles) => set({ mfa_required_roles: roles as Role[] })}
      />
    </div>
  );
}
