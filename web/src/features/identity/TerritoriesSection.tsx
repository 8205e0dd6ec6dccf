import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Identity.module.css";
import { type Territory, territoriesQuery } from "./queries";
import { useText } from "./text";

/** Territories: who works one may read its customers. */
export function TerritoriesSection({ isAdmin }: { isAdmin: boolean }) {
  const t = useText();
  const territories = useQuery(territoriesQuery);
  const [opened, setOpened] = useState<Territory | "new" | null>(null);
  const open = isAdmin ? (one: Territory) => ({ onOpen: () => setOpened(one) }) : () => ({});
  return (
    <Section
      title={t("territories.title")}
      aside={
        isAdmin && (
          <Button variant="subtle" onClick={() => setOpened("new")}>
            {t("territories.new")}
          </Button>
        )
      }
    >
      {territories.isError && <ProblemNotice error={territories.error} />}
      {territories.data?.length === 0 && <p className={classes.note}>{t("territories.none")}</p>}
      {territories.data?.map((one) => (
        <RecordCard key={one.id} title={`${one.code} · ${one.name}`} facts={t("teams.people", { count: one.member_ids.length })} {...open(one)} />
      ))}
      <Sheet
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened === "new" ? t("territories.new") : t("territories.change")}
      >
        {opened !== null && <TerritoryForm territory={opened === "new" ? null : opened} onClose={() => setOpened(null)} />}
      </Sheet>
    </Section>
  );
}

function TerritoryForm({ territory, onClose }: { territory: Territory | null; onClose: () => void }) {
  const t = useText();
  const [code, setCode] = useState(territory?.code ?? "");
  const [name, setName] = useState(territory?.name ?? "");
  const [members, setMembers] = useState<string[]>([...(territory?.member_ids ?? [])]);
  const people = useQuery({
    queryKey: ["person", "choices"],
    queryFn: () => answer(api.GET("/api/v1/identity/people", { params: { query: { q: "", is_active: true, limit: 200 } } })),
  });
  const finish = () => {
    void queryClient.invalidateQueries({ queryKey: territoriesQuery.queryKey });
    showDone(t("saved"));
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { code, name, member_ids: members };
      if (territory === null) return answer(api.POST("/api/v1/identity/territories", { body }));
      const path = { territory_id: territory.id };
      return answer(api.PUT("/api/v1/identity/territories/{territory_id}", { params: { path }, body }));
    },
    onSuccess: finish,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/identity/territories/{territory_id}", { params: { path: { territory_id: id } } })),
    onSuccess: finish,
  });
  const error = save.error ?? remove.error;
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t("field.code")} required maxLength={20} data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <TextInput label={t("territories.name")} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <MultiSelect
        label={t("territories.people")}
        searchable
        data={(people.data?.items ?? []).map((person) => ({ value: person.id, label: person.name }))}
        value={members}
        onChange={setMembers}
      />
      {error !== null && <ProblemNotice error={error} />}
      <Button type="submit" loading={save.isPending}>
        {t("save")}
      </Button>
      {territory !== null && (
        <Button variant="default" c="var(--rb-stop)" loading={remove.isPending} onClick={() => remove.mutate(territory.id)}>
          {t("remove")}
        </Button>
      )}
    </form>
  );
}
