import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatTime, today } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { MapView } from "../../ui/MapView";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { personColour } from "../../ui/personColours";
import { ListSkeleton } from "../../ui/Skeletons";
import { DayLine } from "./DayLine";
import { dayMap } from "./dayMap";
import { teamDayQuery, type VisitDay } from "./queries";
import { TeamLine } from "./TeamLine";
import { useText } from "./text";
import classes from "./TeamDayPage.module.css";

/** Everybody's visits today on one map, and each person's day beside it; live. */
export default function TeamDayPage() {
  const t = useText();
  const locale = useLocale();
  const day = today();
  const query = useQuery(teamDayQuery(day));
  const [chosen, setChosen] = useState<string | null>(null);
  const days = query.data?.days ?? [];
  const all = days.reduce((sum, one) => sum + one.stops.length, 0);
  const done = days.reduce((sum, one) => sum + one.done_count, 0);
  const subtitle = `${formatDay(day, locale)} · ${t("team.count", { people: days.length, done, all })}`;
  return (
    <Page title={t("team.title")} subtitle={subtitle} width="full">
      {query.isPending && <ListSkeleton />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.data !== undefined && days.length === 0 && <EmptyState icon={IconUsersGroup} title={t("team.none")} hint={t("team.none.hint")} action={t("team.none.action")} to="/calendar/team" />}
      {days.length > 0 && <Board days={days} chosen={chosen} choose={setChosen} />}
    </Page>
  );
}

function Board({ days, chosen, choose }: { days: readonly VisitDay[]; chosen: string | null; choose: (personId: string | null) => void }) {
  const t = useText();
  const go = useNavigate();
  const maps = days.flatMap((one, index) => (chosen === null ? [named(one, personColour(index))] : one.person_id === chosen ? [dayMap(one)] : []));
  return (
    <div className={classes.board}>
      <div className={classes.map}>
        <MapView
          label={t("team.map")}
          pins={maps.flatMap(({ pins }) => pins)}
          routes={maps.flatMap(({ routes }) => routes)}
          height="100%"
          fitKey={chosen ?? "all"}
          onSelect={(visitId) => void go({ to: "/visits/$visitId", params: { visitId } })}
        />
      </div>
      <div>
        <TeamLine days={days} />
        {days.map((one, index) => (
          <section key={one.person_id} className={classes.person}>
            <button type="button" className={classes.head} aria-expanded={one.person_id === chosen} onClick={() => choose(one.person_id === chosen ? null : one.person_id)}>
              <span className={classes.name}>
                <span className={classes.dot} style={{ background: personColour(index) }} aria-hidden />
                {one.person_name}
              </span>
              <span className={classes.facts}>
                <Where day={one} />
              </span>
              <span className={classes.count}>{t("team.done", { done: one.done_count, all: one.stops.length })}</span>
            </button>
            {one.person_id === chosen && <DayLine stops={one.stops} nextId={one.next_id} />}
          </section>
        ))}
      </div>
    </div>
  );
}

/** On everybody's map a pin says who, not which stop. */
function named(day: VisitDay, colour: string) {
  const { pins, routes } = dayMap(day);
  const mark = day.person_name.slice(0, 1);
  return { routes: routes.map((route) => ({ ...route, colour })), pins: pins.map((pin) => ({ ...pin, mark, colour, name: `${day.person_name} · ${pin.name}` })) };
}

/** Where a person is now, in words. */
function Where({ day }: { day: VisitDay }) {
  const t = useText();
  const inside = day.stops.find(({ visit }) => visit.status === "checked_in");
  if (inside !== undefined) return <>{t("team.at", { name: inside.visit.account_name, time: formatTime(inside.visit.checked_in_at ?? inside.visit.starts_at) })}</>;
  const next = day.stops.find(({ visit }) => visit.id === day.next_id);
  if (next === undefined) return <>{t("today.over")}</>;
  return <>{t("team.next", { name: next.visit.account_name, time: formatTime(next.visit.starts_at) })}</>;
}
