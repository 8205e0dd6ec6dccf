import { MultiSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import { useUiText } from "./text";

function usePeople(search: string) {
  return useQuery({
    queryKey: ["person", "pick", search],
    queryFn: () => answer(api.GET("/api/v1/identity/people", { params: { query: { q: search, is_active: true, limit: 50 } } })),
    placeholderData: (before) => before,
  });
}

interface OneProps {
  label: string;
  value: string | null;
  /** Who is chosen already, named before anybody searches. */
  known?: { id: string; name: string };
  onChange: (id: string | null) => void;
}

/** One colleague, found by name. */
export function PersonPicker({ label, value, known, onChange }: OneProps) {
  const t = useUiText();
  const [search, setSearch] = useState("");
  const people = usePeople(search).data?.items ?? [];
  const names = new Map([...(known === undefined ? [] : [known]), ...people].map((person) => [person.id, person.name]));
  return (
    <Select
      label={label}
      searchable
      clearable={known === undefined}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setSearch}
      nothingFoundMessage={t("person.none")}
    />
  );
}

interface ManyProps {
  label: string;
  /** Ids with the names known so far. */
  value: readonly { id: string; name: string }[];
  onChange: (people: { id: string; name: string }[]) => void;
}

/** Several colleagues, found by name. */
export function PeoplePicker({ label, value, onChange }: ManyProps) {
  const t = useUiText();
  const [search, setSearch] = useState("");
  const people = usePeople(search).data?.items ?? [];
  const names = new Map([...value, ...people].map((person) => [person.id, person.name]));
  return (
    <MultiSelect
      label={label}
      searchable
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={value.map((person) => person.id)}
      onChange={(ids) => onChange(ids.map((id) => ({ id, name: names.get(id) ?? "" })))}
      onSearchChange={setSearch}
      nothingFoundMessage={t("person.none")}
    />
  );
}
