import { Button, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useLocale } from "../../i18n/text";
import { useDraft } from "../../lib/draft";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { DraftNote } from "../../ui/DraftNote";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Customers.module.css";
import { lunarDay, lunarMonth } from "./lunar";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { AccountFile } from "./words";
import { addKeyDate, type NewKeyDate } from "./writes";

const KINDS = ["birthday", "anniversary", "contract_end", "milestone", "other"] as const;
const CALENDARS = ["solar", "lunar"] as const;
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

interface DateDraft {
  kind: NewKeyDate["kind"];
  title: string;
  calendar: (typeof CALENDARS)[number];
  year: number | null;
  month: number | null;
  day: number | null;
  yearly: boolean;
  contact: string | null;
}

const EMPTY: DateDraft = { kind: "birthday", title: "", calendar: "solar", year: null, month: null, day: null, yearly: true, contact: null };

/** A day to remember, in the solar or the lunar calendar. */
export function KeyDateSheet({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const t = useText();
  const english = useLocale() === "en";
  const id = file.account.summary.id;
  const draft = useDraft(`key-date:${id}`, EMPTY);
  const { kind, calendar, year, month, day, yearly, contact } = draft.value;
  const lunar = calendar === "lunar";
  const who = file.contacts.find((one) => one.id === contact)?.name;
  const title = draft.value.title.trim() || [who, t(`dateKind.${kind}`)].filter(Boolean).join(" · ");
  const write = useWrite(() => {
    draft.discard();
    onClose();
  });
  const send = () => {
    if (month === null || day === null) return;
    const values = { kind, title, calendar, year, month, day, repeats_yearly: yearly };
    write.mutate({ said: t("dates.added"), call: () => addKeyDate(id, values, contact) });
  };
  const monthWord = (one: number) => (english ? String(one) : lunar ? lunarMonth(one) : t("dates.month", { month: one }));
  const dayWord = (one: number) => (english ? String(one) : lunar ? lunarDay(one) : t("dates.day", { day: one }));
  const choose = (label: string, most: number, word: (one: number) => string, value: number | null, set: (one: number | null) => void) => (
    <Select
      label={label}
      data={upTo(most).map((one) => ({ value: String(one), label: word(one) }))}
      value={value === null ? null : String(value)}
      onChange={(next) => set(next === null ? null : Number(next))}
    />
  );
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("dates.add")}
      footer={
        <Button fullWidth disabled={month === null || day === null || (!yearly && year === null)} loading={write.isPending} onClick={send}>
          {t("save")}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      <div className={classes.form}>
        <ChoiceChips label={t("dates.kind")} options={KINDS.map((value) => ({ value, word: t(`dateKind.${value}`) }))} value={kind} onChange={(next) => draft.set({ kind: next })} />
        <ChoiceChips label={t("dates.calendar")} options={CALENDARS.map((value) => ({ value, word: t(`calendar.${value}`) }))} value={calendar} onChange={(next) => draft.set({ calendar: next, day: null })} />
        <div className={classes.three}>
          {choose(t("dates.monthField"), 12, monthWord, month, (next) => draft.set({ month: next }))}
          {choose(t("dates.dayField"), lunar ? 30 : 31, dayWord, day, (next) => draft.set({ day: next }))}
          <NumberInput label={t("dates.yearField")} placeholder={yearly ? t("dates.yearAny") : ""} min={1900} max={2199} hideControls allowDecimal={false} thousandSeparator={false} value={year ?? ""} onChange={(next) => draft.set({ year: typeof next === "number" ? next : null })} />
        </div>
        <Switch size="md" label={t("dates.yearly")} checked={yearly} onChange={(event) => draft.set({ yearly: event.currentTarget.checked })} />
        <Select label={t("dates.whose")} clearable data={file.contacts.map((one) => ({ value: one.id, label: one.name }))} value={contact} onChange={(next) => draft.set({ contact: next })} />
        <TextInput label={t("dates.name")} placeholder={title} maxLength={120} value={draft.value.title} onChange={(event) => draft.set({ title: event.currentTarget.value })} />
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
