import { Button, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import type { components } from "../../api/schema";
import { hasRole, useMe } from "../../api/session";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useAccountFields, useTags } from "./queries";
import { useText } from "./text";
import type { CustomField } from "./words";

type Kind = components["schemas"]["FieldKind"];
const KINDS: readonly Kind[] = ["text", "number", "date", "choice", "flag"];

/** What a company keeps beside what everybody keeps. */
export default function FieldSettingsPage() {
  const t = useText();
  const keeps = hasRole(useMe(), "admin");
  const [adding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{t("fieldset.add")}</Button>;
  return (
    <Page title={t("fieldset.title")} subtitle={t("fieldset.hint")} back="/settings" width="narrow" {...(keeps ? { primary: add } : {})}>
      <FieldSection keeps={keeps} />
      <TagSection />
      {adding && <NewFieldSheet onClose={() => setAdding(false)} />}
    </Page>
  );
}

function FieldSection({ keeps }: { keeps: boolean }) {
  const t = useText();
  const fields = useAccountFields();
  const [open, setOpen] = useState<CustomField | null>(null);
  return (
    <Section title={t("fieldset.ofAccounts")}>
      {fields.isError && <ProblemNotice error={fields.error} />}
      {fields.data?.length === 0 && <p className={classes.hint}>{t("fieldset.none")}</p>}
      {fields.data?.map((field) => (
        <RecordCard
          key={field.field_id}
          title={field.name}
          facts={[t(`fieldKind.${field.kind as Kind}`), field.choices.join("、")].filter(Boolean).join(" · ")}
          {...(keeps ? { onOpen: () => setOpen(field) } : {})}
        />
      ))}
      {open !== null && <RetireSheet field={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function RetireSheet({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const retire = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/customers/fields/{field_id}", { params: { path: { field_id: field.field_id } } })),
    onSuccess: () => {
      onClose();
      showDone(t("fieldset.retired", { name: field.name }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["custom_field"] }),
  });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={field.name}
      footer={
        <Button variant="default" c="var(--rb-stop)" loading={retire.isPending} onClick={() => retire.mutate()}>
          {t("fieldset.retire")}
        </Button>
      }
    >
      <p className={classes.hint}>{t("fieldset.retire.hint")}</p>
      {retire.isError && <ProblemNotice error={retire.error} />}
    </Sheet>
  );
}

function NewFieldSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>("text");
  const [name, setName] = useState("");
  const [choices, setChoices] = useState<string[]>([]);
  const [rank, setRank] = useState(0);
  const send = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/customers/fields", { body: { subject_kind: "account", kind, name, choices: kind === "choice" ? choices : [], rank } })),
    onSuccess: () => {
      onClose();
      showDone(t("fieldset.added", { name }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["custom_field"] }),
  });
  const problem = send.error instanceof Problem ? send.error : null;
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("fieldset.add")}
      footer={
        <Button fullWidth disabled={name.trim() === "" || (kind === "choice" && choices.length === 0)} loading={send.isPending} onClick={() => send.mutate()}>
          {t("save")}
        </Button>
      }
    >
      <div className={classes.form}>
        <TextInput label={t("fieldset.name")} data-autofocus maxLength={60} value={name} error={problem?.field("name")} onChange={(event) => setName(event.currentTarget.value)} />
        <Select label={t("fieldset.kind")} data={KINDS.map((value) => ({ value, label: t(`fieldKind.${value}`) }))} value={kind} allowDeselect={false} onChange={(value) => value !== null && setKind(value as Kind)} />
        {kind === "choice" && <TagsInput label={t("fieldset.choices")} description={t("fieldset.choices.hint")} value={choices} onChange={setChoices} acceptValueOnBlur />}
        <NumberInput label={t("fieldset.rank")} min={0} max={1000} value={rank} onChange={(value) => setRank(typeof value === "number" ? value : 0)} />
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    </Sheet>
  );
}

function TagSection() {
  const t = useText();
  const client = useQueryClient();
  const tags = useTags();
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/customers/tags", { body: { name } })),
    onSuccess: () => setName(""),
    onSettled: () => client.invalidateQueries({ queryKey: ["tag"] }),
  });
  return (
    <Section title={t("field.tags")}>
      <ul className={classes.tags}>
        {tags.data?.map((tag) => (
          <li key={tag.id}>{tag.name}</li>
        ))}
      </ul>
      <form
        className={classes.tagForm}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <TextInput aria-label={t("tags.new")} placeholder={t("tags.new")} maxLength={40} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={name.trim() === ""} loading={add.isPending}>
          {t("add")}
        </Button>
      </form>
      {add.isError && <ProblemNotice error={add.error} />}
    </Section>
  );
}
