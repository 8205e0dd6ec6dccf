import { Button, Select, TextInput } from "@mantine/core";
import { DatePickerInput, TimeInput } from "@mantine/dates";
import { useState } from "react";
import { Problem } from "../../api/problem";
import { useLocale } from "../../i18n/text";
import { dayOf, formatTime, HOME_ZONE, instantOf } from "../../lib/dates";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { useCancelEvent, useSaveEvent } from "./actions";
import type { CalendarEvent, EventBody } from "./queries";
import { useText } from "./text";

/** An event to change, or a day and time for a new one. */
export type EventSheetSubject = { event: CalendarEvent } | { day: string; time: string };

const KINDS = ["meeting", "leave", "other"] as const;

interface Form {
  readonly title: string;
  readonly kind: CalendarEvent["kind"];
  readonly place: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

function anHourAfter(time: string): string {
  const hour = Math.min(23, Number(time.slice(0, 2)) + 1);
  return `${String(hour).padStart(2, "0")}:${time.slice(3, 5)}`;
}

function formOf(subject: EventSheetSubject): Form {
  if (!("event" in subject)) return { title: "", kind: "meeting", place: "", day: subject.day, from: subject.time, to: anHourAfter(subject.time) };
  const { event } = subject;
  return {
    title: event.title,
    kind: event.kind,
    place: event.place,
    day: dayOf(event.starts_at, event.zone),
    from: formatTime(event.starts_at, event.zone),
    to: formatTime(event.ends_at, event.zone),
  };
}

function bodyOf(form: Form, event: CalendarEvent | null): EventBody {
  const zone = event?.zone ?? HOME_ZONE;
  const times =
    form.kind === "leave" && event === null
      ? { first_day: form.day, last_day: form.day }
      : { starts_at: instantOf(form.day, form.from, zone), ends_at: instantOf(form.day, form.to, zone) };
  return { kind: form.kind, title: form.title.trim(), place: form.place.trim(), zone, busy_state: "busy", ...(event !== null && { person_id: event.person_id }), ...times };
}

export function EventSheet({ subject, onClose }: { subject: EventSheetSubject; onClose: () => void }) {
  const t = useText();
  const locale = useLocale();
  const event = "event" in subject ? subject.event : null;
  const [form, setForm] = useState(() => formOf(subject));
  const save = useSaveEvent(event);
  const cancel = useCancelEvent();
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));
  const problem = save.error instanceof Problem ? save.error : null;
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t(event === null ? "add" : "change")}
      footer={
        <>
          {event !== null && (
            <Button variant="subtle" color="stop" onClick={() => cancel.mutate(event, { onSuccess: onClose })}>
              {t("remove")}
            </Button>
          )}
          <Button disabled={form.title.trim() === ""} loading={save.isPending} onClick={() => save.mutate(bodyOf(form, event), { onSuccess: onClose })}>
            {t("save")}
          </Button>
        </>
      }
    >
      {save.isError && <ProblemNotice error={save.error} />}
      <TextInput label={t("form.title")} maxLength={200} required value={form.title} onChange={(e) => set({ title: e.currentTarget.value })} error={problem?.field("title")} />
      <Select label={t("form.kind")} allowDeselect={false} value={form.kind} onChange={(kind) => set({ kind: (kind ?? "other") as Form["kind"] })} data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
      <DatePickerInput label={t("form.day")} value={form.day} onChange={(day) => day !== null && set({ day })} valueFormat={locale === "en" ? "ddd D MMM YYYY" : "YYYY年M月D日 ddd"} />
      {(form.kind !== "leave" || event !== null) && (
        <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 12 }}>
          <TimeInput size="md" label={t("form.from")} value={form.from} onChange={(e) => set({ from: e.currentTarget.value })} />
          <TimeInput size="md" label={t("form.to")} value={form.to} onChange={(e) => set({ to: e.currentTarget.value })} error={problem?.field("ends_at")} />
        </div>
      )}
      <TextInput label={t("form.place")} maxLength={300} value={form.place} onChange={(e) => set({ place: e.currentTarget.value })} />
    </Sheet>
  );
}
