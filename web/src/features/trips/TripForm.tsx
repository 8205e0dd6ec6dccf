import { Button, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Draft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { PeoplePicker } from "../../ui/PersonPicker";
import { Section } from "../../ui/Section";
import { emptySegment, emptyStay, type SegmentValues, type StayValues, type TripValues } from "./formValues";
import { SegmentFields } from "./SegmentFields";
import { StayFields } from "./StayFields";
import { useText } from "./text";
import classes from "./Trips.module.css";

interface TripFormProps {
  draft: Draft<TripValues>;
  cities: readonly string[];
  fieldError: (name: string) => string | undefined;
}

function replaced<T>(items: readonly T[], index: number, change: Partial<T>): T[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}

/** A trip by hand: where, how, when, where one sleeps, who comes along. */
export function TripForm({ draft, cities, fieldError }: TripFormProps) {
  const t = useText();
  const { value, set } = draft;
  const segments = (next: readonly SegmentValues[]) => set({ segments: next });
  const stays = (next: readonly StayValues[]) => set({ stays: next });
  return (
    <>
      <DraftNote draft={draft} />
      <div className={classes.fields}>
        <TextInput
          label={t("form.title")}
          placeholder={t("form.title.example")}
          required
          maxLength={120}
          value={value.title}
          error={fieldError("title")}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t("purpose")}
          maxLength={1000}
          value={value.purpose}
          error={fieldError("purpose")}
          onChange={(event) => set({ purpose: event.currentTarget.value })}
        />
        <PeoplePicker label={t("companions")} value={value.companions} onChange={(companions) => set({ companions })} />
      </div>
      <Section
        title={t("form.segments")}
        aside={
          <Button variant="subtle" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => segments([...value.segments, emptySegment(value.segments.at(-1))])}>
            {t("form.segment.add")}
          </Button>
        }
      >
        {value.segments.map((segment, index) => (
          <SegmentFields
            key={index}
            number={index + 1}
            value={segment}
            cities={cities}
            error={(name) => fieldError(`segments.${index}.${name}`)}
            onChange={(change) => segments(replaced(value.segments, index, change))}
            onRemove={() => segments(value.segments.filter((_, at) => at !== index))}
          />
        ))}
      </Section>
      <Section
        title={t("form.stays")}
        aside={
          <Button variant="subtle" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => stays([...value.stays, emptyStay(value)])}>
            {t("form.stay.add")}
          </Button>
        }
      >
        {value.stays.map((stay, index) => (
          <StayFields
            key={index}
            number={index + 1}
            value={stay}
            cities={cities}
            error={(name) => fieldError(`stays.${index}.${name}`)}
            onChange={(change) => stays(replaced(value.stays, index, change))}
            onRemove={() => stays(value.stays.filter((_, at) => at !== index))}
          />
        ))}
      </Section>
    </>
  );
}
