import { IconCalendarOff } from "@tabler/icons-react";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatTime, today } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { RecordCard } from "../../ui/RecordCard";
import type { CalendarEvent, WorkingDay } from "./queries";
import { useText } from "./text";
import { dayMark, eventsOn } from "./weekEvents";
import classes from "./Calendar.module.css";

interface DayListProps {
  days: readonly WorkingDay[];
  events: readonly CalendarEvent[];
  open: (event: CalendarEvent) => void;
}

/** The phone's calendar: seven days to tap, the chosen day as a list. */
export function DayList({ days, events, open }: DayListProps) {
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const day = days.find((one) => one.day === chosen) ?? days.find((one) => one.day === today()) ?? days[0];
  if (day === undefined) return null;
  const shown = eventsOn(events, day.day);
  return (
    <>
      <DayStrip days={days} events={events} chosen={day.day} choose={setChosen} />
      {shown.length === 0 && <EmptyState icon={IconCalendarOff} title={t("none")} hint={t("none.hint")} />}
      {shown.map((event) => (
        <RecordCard
          key={event.id}
          lead={<span className={classes.lead} data-kind={event.kind}>{event.is_all_day ? t("all_day") : formatTime(event.starts_at, event.zone)}</span>}
          title={event.is_masked ? t("busy") : event.title}
          facts={[t(`kind.${event.kind}`), event.is_all_day ? "" : t("until", { time: formatTime(event.ends_at, event.zone) }), event.place].filter(Boolean).join(" · ")}
          onOpen={() => open(event)}
        />
      ))}
    </>
  );
}

interface DayStripProps {
  days: readonly WorkingDay[];
  events: readonly CalendarEvent[];
  chosen: string;
  choose: (day: string) => void;
}

export function DayStrip({ days, events, chosen, choose }: DayStripProps) {
  const t = useText();
  const locale = useLocale();
  return (
    <div className={classes.strip} role="group" aria-label={t("week.days")}>
      {days.map((one) => {
        const mark = dayMark(one);
        const count = eventsOn(events, one.day).length;
        const [weekday = ""] = formatDay(one.day, locale).split(" ");
        return (
          <button key={one.day} type="button" className={classes.day} aria-pressed={one.day === chosen} data-free={!one.is_working || undefined} onClick={() => choose(one.day)}>
            <span>{weekday.replace("周", "")}</span>
            <span className={classes.date}>{Number(one.day.slice(8))}</span>
            <span className="visually-hidden">{t("count", { count })}</span>
            <span className={classes.small} aria-hidden={mark === null}>{mark === null ? (count > 0 ? "•".repeat(Math.min(count, 4)) : "\u00a0") : t(mark === "work" ? "mark.work" : "mark.rest")}</span>
          </button>
        );
      })}
    </div>
  );
}
