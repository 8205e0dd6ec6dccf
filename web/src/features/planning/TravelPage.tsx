import { Button, NumberInput, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Problem } from "../../api/problem";
import { useMe } from "../../api/session";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { MoneyInput } from "../../ui/MoneyInput";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { PlaceField } from "./PlaceField";
import { bodyOf, clockOf, minuteOf, type Profile, profileQuery, saveProfile, WEEKDAYS } from "./travel";
import classes from "./Travel.module.css";
import { useText } from "./text";
import { WayField } from "./WayField";

/** How I travel: every plan starts from this. */
export default function TravelPage() {
  const t = useText();
  const me = useMe();
  const profile = useQuery(profileQuery(me.id));
  if (profile.data !== undefined) return <Shown key={profile.data.version ?? 0} profile={profile.data} />;
  return (
    <Page title={t("travel")} back="/plan" width="narrow">
      {profile.isError ? <ProblemNotice error={profile.error} retry={() => void profile.refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

function Shown({ profile }: { profile: Profile }) {
  const t = useText();
  const client = useQueryClient();
  const draft = useDraft<Profile>(`travel:${profile.person_id}:${profile.version ?? 0}`, profile);
  const form = draft.value;
  const send = useMutation({
    mutationFn: async (wanted: Profile) => {
      const body = bodyOf(wanted);
      if (body !== null) await saveProfile(profile.person_id, body);
    },
    onSuccess: (_, wanted) => {
      draft.discard();
      showDone(t("travel.done"), wanted === profile || profile.is_default === true ? undefined : () => send.mutate(profile));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["travel_profile"] }),
  });
  const problem = send.error instanceof Problem ? send.error : null;
  const wrong = (field: string) => (problem?.field(field) === undefined ? undefined : t("travel.wrong"));
  const ready = form.start !== null && form.start_name.trim() !== "";
  const number = (value: string | number) => (typeof value === "number" ? value : 0);
  const at = (field: "break_from_minute" | "break_until_minute", label: string) => (
    <TextInput type="time" label={label} value={clockOf(form[field] ?? 0)} error={wrong(field)} onChange={(event) => draft.set({ [field]: minuteOf(event.currentTarget.value) ?? form[field] ?? 0 })} />
  );
  return (
    <Page
      title={t("travel")}
      subtitle={t("travel.hint")}
      back="/plan"
      width="narrow"
      primary={
        <Button size="lg" disabled={!ready} loading={send.isPending} onClick={() => send.mutate(form)}>
          {ready ? t("travel.save") : t("travel.noStart")}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      {send.isError && <ProblemNotice error={send.error} />}
      <Section title={t("travel.start")}>
        <div className={classes.fields}>
          <TextInput label={t("travel.startName")} placeholder={t("travel.startName.example")} maxLength={120} value={form.start_name} error={wrong("start")} onChange={(event) => draft.set({ start_name: event.currentTarget.value })} />
          <PlaceField label={form.start_name || t("travel.start")} place={form.start} onChange={(start) => draft.set({ start })} />
        </div>
      </Section>
      <Section title={t("way")}>
        <WayField value={form.way} onChange={(way) => draft.set({ way })} />
      </Section>
      <Hours form={form} set={draft.set} error={wrong("hours")} />
      <Section title={t("travel.break")}>
        <div className={classes.fields}>
          <div className={classes.pair}>
            {at("break_from_minute", t("travel.breakFrom"))}
            {at("break_until_minute", t("travel.breakUntil"))}
          </div>
          <NumberInput label={t("travel.breakMinutes")} min={0} max={240} step={15} value={form.break_minutes ?? 0} error={wrong("break_minutes")} onChange={(value) => draft.set({ break_minutes: number(value) })} />
        </div>
      </Section>
      <Section title={t("travel.limits")}>
        <div className={classes.fields}>
          <div className={classes.pair}>
            <NumberInput label={t("travel.drive")} min={0.5} max={24} step={0.5} decimalScale={1} value={(form.max_drive_minutes ?? 0) / 60} error={wrong("max_drive_minutes")} onChange={(value) => draft.set({ max_drive_minutes: Math.round(number(value) * 60) })} />
            <NumberInput label={t("travel.visits")} min={1} max={30} value={form.max_visits ?? 1} error={wrong("max_visits")} onChange={(value) => draft.set({ max_visits: number(value) })} />
          </div>
          <MoneyInput label={t("travel.hourCost")} value={form.hour_cost_minor ?? 0} onChange={(minor) => draft.set({ hour_cost_minor: minor ?? 0 })} />
          <p className={classes.note}>{t("travel.hourCost.hint")}</p>
        </div>
      </Section>
    </Page>
  );
}

interface HoursProps {
  form: Profile;
  set: (change: Partial<Profile>) => void;
  error: string | undefined;
}

function Hours({ form, set, error }: HoursProps) {
  const t = useText();
  const hours = form.hours ?? [];
  const others = (weekday: number) => hours.filter((one) => one.weekday !== weekday);
  const put = (weekday: number, from: number, until: number) =>
    set({ hours: [...others(weekday), { weekday, from_minute: from, until_minute: until }].sort((a, b) => a.weekday - b.weekday) });
  return (
    <Section title={t("travel.hours")}>
      {WEEKDAYS.map((weekday) => {
        const one = hours.find((each) => each.weekday === weekday);
        const name = t(`weekday.${weekday}`);
        return (
          <div key={weekday} className={classes.day}>
            <Switch size="md" label={name} checked={one !== undefined} onChange={(event) => (event.currentTarget.checked ? put(weekday, 510, 1050) : set({ hours: others(weekday) }))} />
            {one !== undefined && (
              <div className={classes.times}>
                <TextInput type="time" aria-label={t("travel.from", { day: name })} value={clockOf(one.from_minute)} onChange={(event) => put(weekday, minuteOf(event.currentTarget.value) ?? one.from_minute, one.until_minute)} />
                <span aria-hidden>–</span>
                <TextInput type="time" aria-label={t("travel.until", { day: name })} value={clockOf(one.until_minute)} onChange={(event) => put(weekday, one.from_minute, minuteOf(event.currentTarget.value) ?? one.until_minute)} />
              </div>
            )}
          </div>
        );
      })}
      {error !== undefined && <p role="alert" className={classes.note}>{error}</p>}
    </Section>
  );
}
