import { Button, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Customers.module.css";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { AccountFile, CustomField } from "./words";
import { fillFields } from "./writes";

/** The fields that the company added to its customers. */
export function FieldsSheet({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const t = useText();
  const before = Object.fromEntries(file.fields.map((field) => [field.field_id, field.value]));
  const [values, setValues] = useState<Record<string, string>>(before);
  const changed = Object.fromEntries(Object.entries(values).filter(([id, value]) => value !== before[id]));
  const was = Object.fromEntries(Object.keys(changed).map((id) => [id, before[id] ?? ""]));
  const write = useWrite(onClose);
  const problem = write.error instanceof Problem ? write.error : null;
  const id = file.account.summary.id;
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("fields.edit")}
      footer={
        <Button
          fullWidth
          disabled={Object.keys(changed).length === 0}
          loading={write.isPending}
          onClick={() => write.mutate({ said: t("edit.done"), call: () => fillFields(id, changed, was) })}
        >
          {t("save")}
        </Button>
      }
    >
      <div className={classes.form}>
        {file.fields.map((field) => (
          <FieldInput
            key={field.field_id}
            field={field}
            value={values[field.field_id] ?? ""}
            error={problem?.field(field.field_id)}
            onChange={(value) => setValues((now) => ({ ...now, [field.field_id]: value }))}
          />
        ))}
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}

interface FieldInputProps {
  field: CustomField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const shared = { label: field.name, error };
  switch (field.kind) {
    case "number":
      return <NumberInput {...shared} value={value === "" ? "" : Number(value)} decimalScale={3} hideControls onChange={(next) => onChange(String(next))} />;
    case "date":
      return <DatePickerInput {...shared} clearable value={value === "" ? null : value} onChange={(next) => onChange(next ?? "")} />;
    case "choice":
      return <Select {...shared} clearable data={[...field.choices]} value={value === "" ? null : value} onChange={(next) => onChange(next ?? "")} />;
    case "flag":
      return <Switch size="md" {...shared} checked={value === "true"} onChange={(event) => onChange(event.currentTarget.checked ? "true" : "false")} />;
    default:
      return <TextInput {...shared} maxLength={500} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
