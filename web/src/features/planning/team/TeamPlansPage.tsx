import { Button, MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../../../api/session";
import { useLocale } from "../../../i18n/text";
import { addDays, formatDay, mondayOf, today } from "../../../lib/dates";
import { EmptyState } from "../../../ui/EmptyState";
import { Page } from "../../../ui/Page";
import { ProblemNotice } from "../../../ui/ProblemNotice";
import { RecordCard } from "../../../ui/RecordCard";
import { Section } from "../../../ui/Section";
import { ListSkeleton } from "../../../ui/Skeletons";
import { StatusBadge } from "../../../ui/StatusBadge";
import type { Tone } from "../../../ui/tone";
import classes from "../PlansPage.module.css";
import { useText } from "../text";
import { LoadNotes } from "./LoadNotes";
import { loadsQuery, requestTeamPlan, teamPlanQuery, teamPlansQuery } from "./queries";

const LENGTHS = ["1", "2", "3", "4", "5", "12"];
const WEEK = 7;
const TONE: Record<"assigning" | "planned" | "stopped", Tone> = { assigning: "road", planned: "go", stopped: "plain" };

/** Ask for a plan of the whole team; the earlier ones beside it. */
export default function TeamPlansPage() {
  const t = useText();
  const locale = useLocale();
  const plans = useQuery(teamPlansQuery);
  return (
    <Page title={t("team.plans")} subtitle={t("team.plans.subtitle")} back="/plan">
      <div className={classes.columns}>
        <AskForm />
        <Section title={t("team.before")}>
          {plans.isPending && <ListSkeleton rows={3} />}
          {plans.isError && <ProblemNotice error={plans.error} retry={() => void plans.refetch()} />}
          {plans.data?.length === 0 && <EmptyState icon={IconUsersGroup} title={t("team.none")} hint={t("team.none.hint")} />}
          {plans.data?.map((plan) => (
            <RecordCard
              key={plan.id}
              to={`/plan/team/${plan.id}`}
              title={`${formatDay(plan.first_day, locale)} – ${formatDay(plan.last_day, locale)}`}
              facts={[plan.asked_by_name, t("team.people", { count: plan.people }), t("team.accepted", { done: plan.plans.accepted ?? 0, all: Object.values(plan.plans).reduce((sum, each) => sum + each, 0) })].join(" · ")}
              aside={<StatusBadge tone={TONE[plan.state]} word={t(`team.state.${plan.state}`)} />}
            />
          ))}
        </Section>
      </div>
    </Page>
  );
}

function AskForm() {
  const t = useText();
  const locale = useLocale();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const loads = useQuery(loadsQuery);
  const [first, setFirst] = useState(() => addDays(mondayOf(today()), WEEK));
  const [length, setLength] = useState("5");
  const [away, setAway] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const led = (loads.data ?? []).filter((each) => each.person_id !== me.id);
  const last = addDays(first, Number(length) - 1);
  const ask = useMutation({
    mutationFn: () => requestTeamPlan({ first_day: first, last_day: last, sleeps_away: away && length !== "1", person_ids: chosen }),
    onSuccess: (plan) => {
      client.setQueryData(teamPlanQuery(plan.id).queryKey, plan);
      void navigate({ to: "/plan/team/$teamPlanId", params: { teamPlanId: plan.id } });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <div className={classes.row}>
        <TextInput type="date" label={t("team.ask.first")} required min={today()} value={first} onChange={(event) => setFirst(event.currentTarget.value)} />
        <Select label={t("team.ask.days")} data={LENGTHS.map((value) => ({ value, label: t("days", { count: Number(value) }) }))} value={length} allowDeselect={false} onChange={(value) => setLength(value ?? "5")} />
      </div>
      <MultiSelect
        label={t("team.ask.people")}
        placeholder={chosen.length === 0 ? t("team.ask.everybody", { count: led.length }) : ""}
        data={led.map((each) => ({ value: each.person_id, label: each.person_name }))}
        value={chosen}
        onChange={setChosen}
        searchable
        clearable
        hidePickedOptions
      />
      <Switch size="md" label={t("team.ask.away")} checked={away && length !== "1"} disabled={length === "1"} onChange={(event) => setAway(event.currentTarget.checked)} />
      <p className={classes.note}>{t("ask.summary", { first: formatDay(first, locale), last: formatDay(last, locale) })}</p>
      <LoadNotes loads={loads.data ?? []} />
      {ask.isError && <ProblemNotice error={ask.error} />}
      <Button type="submit" size="md" loading={ask.isPending} leftSection={<IconUsersGroup size={20} aria-hidden />}>
        {t("team.ask")}
      </Button>
    </form>
  );
}
