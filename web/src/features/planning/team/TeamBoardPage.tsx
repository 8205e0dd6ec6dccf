import { Button, Progress } from "@mantine/core";
import { IconCalendarPlus, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Problem } from "../../../api/problem";
import { useLocale } from "../../../i18n/text";
import { formatDay } from "../../../lib/dates";
import { MapView } from "../../../ui/MapView";
import { Page } from "../../../ui/Page";
import { ProblemNotice } from "../../../ui/ProblemNotice";
import { RecordSkeleton } from "../../../ui/Skeletons";
import { showDone, showRefused } from "../../../ui/undo";
import { useText } from "../text";
import { GiveSheet, type Taken } from "./GiveSheet";
import { PersonLine } from "./PersonLine";
import { acceptPlans, isMaking, stopTeamPlan, type TeamPerson, type TeamPlan, teamPlanQuery } from "./queries";
import { TeamSide } from "./TeamSide";
import classes from "./TeamBoard.module.css";
import { teamMap } from "./teamMap";

function told(error: unknown): void {
  showRefused(error instanceof Problem ? `${error.body.title} ${error.body.action ?? ""}` : String(error));
}

/** Everybody's plan at a glance: change who goes where, then accept. */
export default function TeamBoardPage() {
  const t = useText();
  const locale = useLocale();
  const { teamPlanId = "" }: { teamPlanId?: string } = useParams({ strict: false });
  const query = useQuery(teamPlanQuery(teamPlanId));
  const plan = query.data;
  const span = plan && `${formatDay(plan.first_day, locale)} – ${formatDay(plan.last_day, locale)} · ${plan.asked_by_name} · ${t("team.people", { count: plan.people.length })}`;
  return (
    <Page title={t("team.board")} back="/plan/team" width="full" {...(span && { subtitle: span })} {...(plan?.can_edit && { primary: <AcceptAll plan={plan} /> })}>
      {query.isPending && <RecordSkeleton />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {plan !== undefined && isMaking(plan) && <Making plan={plan} />}
      {plan?.state === "stopped" && <p role="status">{plan.trouble === "" ? t("team.stopped") : t("team.refused")}</p>}
      {plan !== undefined && plan.state !== "assigning" && <Board plan={plan} />}
    </Page>
  );
}

function AcceptAll({ plan }: { plan: TeamPlan }) {
  const t = useText();
  const ready = plan.people.filter((each) => each.state === "ready");
  const { accept, isPending } = useAccept(plan);
  return (
    <Button size="md" leftSection={<IconCalendarPlus size={20} aria-hidden />} disabled={ready.length === 0 || isMaking(plan)} loading={isPending} onClick={() => accept(ready)}>
      {t("team.acceptAll", { count: ready.length })}
    </Button>
  );
}

function useAccept(plan: TeamPlan) {
  const t = useText();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (people: readonly TeamPerson[]) => acceptPlans(plan, people),
    onSuccess: (after) => {
      client.setQueryData(teamPlanQuery(plan.id).queryKey, after);
      showDone(t("team.accepted.done"));
    },
    onError: told,
  });
  return { accept: mutate, isPending };
}

function Making({ plan }: { plan: TeamPlan }) {
  const t = useText();
  const client = useQueryClient();
  const all = Object.values(plan.plans).reduce((sum, each) => sum + each, 0);
  const done = all - (plan.plans.making ?? 0);
  const stop = useMutation({
    mutationFn: () => stopTeamPlan(plan),
    onSuccess: (after) => client.setQueryData(teamPlanQuery(plan.id).queryKey, after),
    onError: told,
  });
  const words = plan.state === "assigning" ? t("team.assigning") : t("team.making", { done, all });
  return (
    <div className={classes.making} role="status" aria-live="polite">
      <div>
        <p className={classes.words}>{words}</p>
        <Progress value={all === 0 ? 4 : (100 * done) / all} aria-label={words} />
      </div>
      {plan.can_edit && (
        <Button variant="default" leftSection={<IconPlayerStop size={18} aria-hidden />} loading={stop.isPending} onClick={() => stop.mutate()}>
          {t("team.stop")}
        </Button>
      )}
    </div>
  );
}

function Board({ plan }: { plan: TeamPlan }) {
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const { accept, isPending } = useAccept(plan);
  const { pins, routes } = teamMap(plan.people, chosen);
  const open = (accountId: string) => {
    const person = plan.people.find((each) => each.days.some((day) => day.stops.some((stop) => stop.account_id === accountId)));
    const stop = person?.days.flatMap((day) => day.stops).find((each) => each.account_id === accountId);
    if (person !== undefined && stop !== undefined) setTaken({ accountId, name: stop.name, holder: person });
  };
  return (
    <div className={classes.board}>
      <div className={classes.left}>
        <div className={classes.map}>
          <MapView label={t("team.map", { count: pins.length })} pins={pins} routes={routes} height="100%" fitKey={`${plan.id}-${chosen ?? "all"}-${pins.length > 0}`} onSelect={open} />
        </div>
        <ul className={classes.people}>
          {plan.people.map((person, index) => (
            <PersonLine
              key={person.person_id}
              person={person}
              index={index}
              isOpen={chosen === person.person_id}
              canEdit={plan.can_edit}
              isAccepting={isPending}
              onToggle={() => setChosen(chosen === person.person_id ? null : person.person_id)}
              onAccept={() => accept([person])}
              onTake={(accountId, name) => setTaken({ accountId, name, holder: person })}
            />
          ))}
        </ul>
      </div>
      <TeamSide plan={plan} onTake={(accountId, name) => setTaken({ accountId, name, holder: null })} />
      {taken !== null && <GiveSheet plan={plan} taken={taken} onClose={() => setTaken(null)} />}
    </div>
  );
}
