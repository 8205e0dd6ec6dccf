import { ActionIcon, Button } from "@mantine/core";
import { IconHourglass, IconPencilExclamation, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useGeo } from "../../device/geo";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration, today } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { EmptyState } from "../../ui/EmptyState";
import { MapView } from "../../ui/MapView";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { RecordSkeleton } from "../../ui/Skeletons";
import { DayChanged } from "./DayChanged";
import { DayLine } from "./DayLine";
import { dayMap } from "./dayMap";
import { NextStop } from "./NextStop";
import { dayQuery, type VisitDay } from "./queries";
import { StepButton } from "./StepButton";
import { useText } from "./text";
import classes from "./TodayPage.module.css";

/** Home: the next stop on top, one button in the thumb's reach, the rest of the day below. */
export default function TodayPage() {
  const t = useText();
  const locale = useLocale();
  const day = today();
  const query = useQuery(dayQuery(day));
  const next = query.data?.stops.find((stop) => stop.visit.id === query.data.next_id);
  const geo = useGeo(next !== undefined);
  const seen = query.data?.done_count ?? 0;
  const subtitle = `${formatDay(day, locale)} · ${query.data?.stops.length ? t("today.seen", { done: seen, all: query.data.stops.length }) : t("today.free")}`;
  return (
    <Page title={t("today.title")} subtitle={subtitle} width="full" actions={<FreeTimeLink />} {...(next && { primary: <StepButton stop={next} geo={geo} /> })}>
      {query.isPending && <RecordSkeleton />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.data?.stops.length === 0 && (
        <EmptyState icon={IconRoute} title={t("today.none")} hint={t("today.none.hint")} action={t("today.none.action")} to="/plan" />
      )}
      {query.data !== undefined && query.data.stops.length > 0 && <TheDay day={query.data} here={geo.fix} />}
    </Page>
  );
}

function FreeTimeLink() {
  const t = useText();
  return (
    <>
      <ActionIcon component={Link} to={"/plan/free-time" as never} variant="subtle" size={44} hiddenFrom="sm" aria-label={t("today.freeTime")}>
        <IconHourglass size={22} stroke={1.75} />
      </ActionIcon>
      <Button component={Link} to={"/plan/free-time" as never} variant="subtle" visibleFrom="sm" leftSection={<IconHourglass size={18} aria-hidden />}>
        {t("today.freeTime")}
      </Button>
    </>
  );
}

function TheDay({ day, here }: { day: VisitDay; here: { lat: number; lon: number } | null }) {
  const t = useText();
  const locale = useLocale();
  const go = useNavigate();
  const next = day.stops.find((stop) => stop.visit.id === day.next_id);
  const open = day.stops.filter(({ visit }) => visit.id !== day.next_id && (visit.status === "planned" || visit.status === "en_route"));
  const past = day.stops.filter((stop) => stop !== next && !open.includes(stop));
  const unwritten = past.filter(({ visit }) => visit.status === "checked_out");
  const { pins, routes } = dayMap(day);
  const way = t("today.way", { time: formatDuration(day.duration_s, locale), distance: formatDistance(day.distance_m) });
  return (
    <div className={classes.day}>
      <div className={classes.map}>
        <MapView
          label={t("today.map", { count: pins.length })}
          pins={pins}
          routes={routes}
          here={here ?? undefined}
          height="100%"
          fitKey={day.next_id ?? ""}
          onSelect={(id) => void go({ to: "/visits/$visitId", params: { visitId: id } })}
        />
      </div>
      <div className={classes.words}>
        {unwritten.map(({ visit }) => (
          <Link key={visit.id} to="/visits/$visitId/report" params={{ visitId: visit.id }} className={classes.unwritten}>
            <ReasonLine icon={IconPencilExclamation} tone="marker" facts={[t("today.unwritten", { name: visit.account_name })]} />
          </Link>
        ))}
        {next === undefined ? <p className={classes.over}>{t("today.over")}</p> : <NextStop stop={next} />}
        <DayChanged day={day.day} />
        {open.length > 0 && (
          <section className={classes.rest} aria-label={t("today.after", { count: open.length })}>
            <div className={classes.restHead}>
              <span>{t("today.after", { count: open.length })}</span>
              <span>{way}</span>
            </div>
            <DayLine stops={open} />
          </section>
        )}
        {past.length > 0 && (
          <section className={classes.rest} aria-label={t("today.before")}>
            <div className={classes.restHead}>
              <span>{t("today.before")}</span>
            </div>
            <DayLine stops={past.map((stop) => ({ ...stop, leg: null }))} />
          </section>
        )}
      </div>
    </div>
  );
}
