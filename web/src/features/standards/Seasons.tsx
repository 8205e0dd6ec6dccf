import { ActionIcon, Button, NumberInput, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { type Season, type SeasonBody, type StandardSet, useAddSeason, useCityChoices, useRemoveSeason } from "./queries";
import classes from "./Standards.module.css";
import { useText } from "./text";

/** When a night may cost more. */
export function Seasons({ set, keeps }: { set: StandardSet; keeps: boolean }) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const remove = useRemoveSeason((season) => t("season.removed", { name: season.name }));
  const said = (season: Season) =>
    [
      season.city_name || t("season.everywhere"),
      t("season", {
        first: `${season.first_month}/${season.first_day}`,
        last: `${season.last_month}/${season.last_day}`,
        pct: season.uplift_pct,
      }),
    ].join(" · ");
  return (
    <Section
      title={t("seasons")}
      aside={
        keeps && (
          <Button variant="subtle" onClick={() => setAdding(true)}>
            {t("season.add")}
          </Button>
        )
      }
    >
      {set.seasons.length === 0 && <p className={classes.quiet}>{t("season.none")}</p>}
      {set.seasons.map((season) => (
        <RecordCard
          key={season.id}
          title={season.name}
          facts={said(season)}
          aside={
            keeps && (
              <ActionIcon aria-label={t("season.remove", { name: season.name })} onClick={() => remove.mutate(season)}>
                <IconTrash size={20} stroke={1.75} />
              </ActionIcon>
            )
          }
        />
      ))}
      {remove.isError && <ProblemNotice error={remove.error} />}
      {adding && <SeasonSheet onClose={() => setAdding(false)} />}
    </Section>
  );
}

const FIRST: SeasonBody = { name: "", city_code: "", first_month: 9, first_day: 1, last_month: 10, last_day: 31, uplift_pct: 20 };

function SeasonSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const english = useLocale() === "en";
  const cities = useCityChoices();
  const [body, setBody] = useState(FIRST);
  const add = useAddSeason(() => t("season.added"), onClose);
  const set = (change: Partial<SeasonBody>) => setBody((now) => ({ ...now, ...change }));
  const number = (field: "first_month" | "first_day" | "last_month" | "last_day" | "uplift_pct", label: string, most: number) => (
    <NumberInput label={label} min={1} max={most} value={body[field]} onChange={(value) => typeof value === "number" && set({ [field]: value })} />
  );
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("season.add")}
      footer={
        <Button fullWidth disabled={body.name.trim() === ""} loading={add.isPending} onClick={() => add.mutate(body)}>
          {t("save")}
        </Button>
      }
    >
      <div className={classes.fields}>
        <TextInput label={t("season.name")} data-autofocus maxLength={120} value={body.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <Select
          label={t("season.city")}
          placeholder={t("season.everywhere")}
          searchable
          clearable
          limit={40}
          data={(cities.data ?? []).map((one) => ({ value: one.code, label: english ? one.name_en : one.name }))}
          value={body.city_code === "" ? null : (body.city_code ?? null)}
          onChange={(code) => set({ city_code: code ?? "" })}
        />
        <div className={classes.pair}>
          {number("first_month", t("season.firstMonth"), 12)}
          {number("first_day", t("season.firstDay"), 31)}
          {number("last_month", t("season.lastMonth"), 12)}
          {number("last_day", t("season.lastDay"), 31)}
        </div>
        {number("uplift_pct", t("season.pct"), 300)}
        {add.isError && <ProblemNotice error={add.error} />}
      </div>
    </Sheet>
  );
}
