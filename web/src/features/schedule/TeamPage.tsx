import { IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatTime, mondayOf, today } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { TableSkeleton } from "../../ui/Skeletons";
import { useIsPhone } from "../../ui/useIsPhone";
import { CalendarTabs } from "./CalendarTabs";
import { DayStrip } from "./DayList";
import { type Calendar, type CalendarEvent, teamQuery, type WorkingDay } from "./queries";
import { useText } from "./text";
import { dayMark, eventsOn } from "./weekEvents";
import { WeekSteps } from "./WeekSteps";
import classes from "./Calendar.module.css";

/** Everybody's week side by side, as far as each shares it. */
export default function TeamPage() {
  const t = useText();
  const phone = useIsPhone();
  const [monday, setMonday] = useState(() => mondayOf(today()));
  const query = useQuery(teamQuery(monday));
  const calendars = query.data?.calendars ?? [];
  const View = phone ? TeamDay : TeamWeek;
  return (
    <Page title={t("team.title")} width="full" actions={<CalendarTabs here="team" />}>
      <WeekSteps monday={monday} onChange={setMonday} />
      {query.isPending && <TableSkeleton />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.data !== undefined && calendars.length === 0 && <EmptyState icon={IconUsers} title={t("team.none")} />}
      {query.data !== undefined && calendars.length > 0 && <View days={query.data.days} calendars={calendars} />}
    </Page>
  );
}

interface ViewProps {
  days: readonly WorkingDay[];
  calendars: readonly Calendar[];
}

function Chip({ event }: { event: CalendarEvent }) {
  const t = useText();
  const time = event.is_all_day ? "" : `${formatTime(event.starts_at, event.zone)} `;
  const words = `${time}${event.is_masked ? t("busy") : event.title}`;
  return (
    <span className={classes.chip} data-kind={event.kind} data-masked={event.is_masked || undefined} title={words}>
      {words}
    </span>
  );
}

function TeamWeek({ days, calendars }: ViewProps) {
  const t = useText();
  const locale = useLocale();
  return (
    <div style={{ overflow: "auto", maxHeight: "calc(100dvh - 180px)" }} tabIndex={0} role="region" aria-label={t("team.title")}>
      <table className={classes.people}>
        <thead>
          <tr>
            <th scope="col">{t("team.person")}</th>
            {days.map((day) => {
              const mark = dayMark(day);
              return (
                <th key={day.day} scope="col" data-today={day.day === today() || undefined}>
                  {formatDay(day.day, locale)} {mark !== null && t(mark === "work" ? "mark.work" : "mark.rest")}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {calendars.map((calendar) => (
            <tr key={calendar.person_id}>
              <th scope="row">{calendar.name}</th>
              {days.map((day) => (
                <td key={day.day} data-free={!day.is_working || undefined} data-today={day.day === today() || undefined}>
                  {eventsOn(calendar.events, day.day).map((event) => (
                    <Chip key={event.id} event={event} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TeamDay({ days, calendars }: ViewProps) {
  const t = useText();
  const [chosen, setChosen] = useState(() => days.find((day) => day.day === today())?.day ?? days[0]?.day ?? today());
  return (
    <>
      <DayStrip days={days} events={calendars.flatMap((calendar) => calendar.events)} chosen={chosen} choose={setChosen} />
      {calendars.map((calendar) => {
        const events = eventsOn(calendar.events, chosen);
        return (
          <Section key={calendar.person_id} title={calendar.name}>
            {events.length === 0 ? <span style={{ color: "var(--rb-ink-2)" }}>{t("team.free")}</span> : events.map((event) => <Chip key={event.id} event={event} />)}
          </Section>
        );
      })}
    </>
  );
}
