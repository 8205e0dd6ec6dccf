import { Button, MultiSelect, Popover, TextInput } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { useMe } from "../../api/session";
import { FilterBar } from "../../ui/FilterBar";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useCityOptions } from "./places";
import { type Filters, isFiltered, NO_FILTERS, useTags, useViews } from "./queries";
import { useText } from "./text";
import { CLASSES, type SavedView, STAGES } from "./words";

interface CustomerFiltersProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

function flipped<V>(list: readonly V[], value: V): V[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

export function CustomerFilters({ filters, onChange }: CustomerFiltersProps) {
  const t = useText();
  const me = useMe();
  const cities = useCityOptions();
  const tags = useTags();
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  const chips = [
    { key: "mine", word: t("filter.mine"), on: filters.owner.includes(me.id), toggle: () => set({ owner: flipped(filters.owner, me.id) }) },
    ...CLASSES.slice(0, 3).map((value) => ({
      key: value,
      word: t("class.short", { value }),
      on: filters.customer_class.includes(value),
      toggle: () => set({ customer_class: flipped(filters.customer_class, value) }),
    })),
    ...STAGES.map((stage) => ({
      key: stage,
      word: t(`stage.${stage}`),
      on: filters.stage.includes(stage),
      toggle: () => set({ stage: flipped(filters.stage, stage) }),
    })),
  ];
  return (
    <FilterBar
      search={{ value: filters.q, onChange: (q) => set({ q }), hint: t("filter.search") }}
      chips={chips}
      onClear={isFiltered(filters) ? () => onChange({ ...NO_FILTERS, sort: filters.sort }) : undefined}
    >
      <MultiSelect
        className={classes.select ?? ""}
        size="sm"
        data={cities}
        value={filters.city}
        onChange={(city) => set({ city })}
        placeholder={filters.city.length === 0 ? t("field.city") : ""}
        aria-label={t("field.city")}
        searchable
        limit={40}
      />
      {(tags.data?.length ?? 0) > 0 && (
        <MultiSelect
          className={classes.select ?? ""}
          size="sm"
          data={tags.data?.map((tag) => ({ value: tag.id, label: tag.name })) ?? []}
          value={filters.tag}
          onChange={(tag) => set({ tag })}
          placeholder={filters.tag.length === 0 ? t("field.tags") : ""}
          aria-label={t("field.tags")}
        />
      )}
      <SavedViews filters={filters} onChange={onChange} />
    </FilterBar>
  );
}

function SavedViews({ filters, onChange }: CustomerFiltersProps) {
  const t = useText();
  const views = useViews();
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState("");
  const again = () => void client.invalidateQueries({ queryKey: ["saved_view"] });
  const save = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/customers/views", { body: { subject_kind: "account", name, query: { ...filters }, is_shared: false } })),
    onSuccess: () => {
      setName("");
      setOpened(false);
      showDone(t("view.saved", { name }));
      again();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/customers/views/{view_id}", { params: { path: { view_id: id } } })),
    onSuccess: again,
  });
  const take = (view: SavedView) => {
    onChange({ ...NO_FILTERS, ...(view.query as Partial<Filters>) });
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280}>
      <Popover.Target>
        <Button variant="default" size="sm" leftSection={<IconBookmark size={16} aria-hidden />} onClick={() => setOpened(!opened)}>
          {t("view.title")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {views.data?.map((view) => (
          <div key={view.id} className={classes.view}>
            <button type="button" onClick={() => take(view)}>
              {view.name}
              {view.is_shared && <small> · {t("view.shared")}</small>}
            </button>
            {view.is_mine && (
              <button type="button" aria-label={t("view.remove", { name: view.name })} onClick={() => remove.mutate(view.id)}>
                <IconTrash size={16} aria-hidden />
              </button>
            )}
          </div>
        ))}
        {views.data?.length === 0 && <p className={classes.hint}>{t("view.none")}</p>}
        <form
          className={classes.viewForm}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== "") save.mutate();
          }}
        >
          <TextInput size="sm" value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} placeholder={t("view.name")} aria-label={t("view.name")} />
          <Button type="submit" size="sm" disabled={name.trim() === ""} loading={save.isPending}>
            {t("save")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
