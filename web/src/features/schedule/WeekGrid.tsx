import { WeekView } from "@mantine/schedule";
import "@mantine/schedule/styles.css";
import { useEffect, useRef } from "react";
import { useLocale } from "../../i18n/text";
import { addDays, HOME_ZONE, instantOf } from "../../lib/dates";
import { useMoveEvent } from "./actions";
import type { EventSheetSubject } from "./EventSheet";
import type { CalendarEvent, WorkingDay } from "./queries";
import { useText } from "./text";
import { dayMark, weekEvents } from "./weekEvents";
import classes from "./Calendar.module.css";

const DAY_LABEL = "day:";

interface WeekGridProps {
  monday: string;
  days: readonly WorkingDay[];
  events: readonly CalendarEvent[];
  open: (event: CalendarEvent) => void;
  add: (subject: EventSheetSubject) => void;
}

function movable(event: CalendarEvent | undefined): boolean {
  return event !== undefined && !event.is_all_day && !event.is_masked && (event.kind === "visit" || !event.subject_id);
}

/** The desktop's week: drag to move, click to open, click a free slot to add. */
export default function WeekGrid({ monday, days, events, open, add }: WeekGridProps) {
  const t = useText();
  const locale = useLocale();
  const move = useMoveEvent();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The library labels a day's head "… 2026-11-23", which is not what it shows: its words are its name.
    for (const head of place.current?.querySelectorAll(`[aria-label^="${DAY_LABEL}"]`) ?? []) head.removeAttribute("aria-label");
  });
  const byId = new Map(events.map((event) => [event.id, event]));
  const instant = (text: string, zone: string) => instantOf(text.slice(0, 10), text.slice(11, 16), zone);
  return (
    <>
      <Holidays days={days} />
      <WeekView
        ref={place}
        className={classes.week ?? ""}
        date={monday}
        events={weekEvents(events, t("busy"))}
        withHeader={false}
        withWeekNumber={false}
        highlightToday
        startTime="07:00:00"
        endTime="21:00:00"
        slotHeight={52}
        allDaySlotHeight={36}
        locale={locale === "en" ? "en" : "zh-cn"}
        weekdayFormat={locale === "en" ? "ddd" : "dddd"}
        labels={{ allDay: t("all_day"), noEvents: t("none"), moreLabel: (count) => t("more", { count }), timeSlot: t("slot"), weekday: DAY_LABEL }}
        renderEventBody={({ title, start }) => (
          <>
            {!String(start).endsWith("00:00:00") && <span className={classes.start}>{String(start).slice(11, 16)}</span>} {title}
          </>
        )}
        withEventsDragAndDrop
        eventDragInterval={15}
        canDragEvent={({ id }) => movable(byId.get(String(id)))}
        onEventDrop={({ eventId, newStart, newEnd }) => {
          const event = byId.get(String(eventId));
          if (event !== undefined) void move(event, instant(newStart, event.zone), instant(newEnd, event.zone));
        }}
        onEventClick={({ id }) => {
          const event = byId.get(String(id));
          if (event !== undefined && !event.is_masked) open(event);
        }}
        onTimeSlotClick={({ slotStart }) => add({ day: slotStart.slice(0, 10), time: slotStart.slice(11, 16) })}
        onAllDaySlotClick={(day) => add({ day, time: "09:00" })}
        getCurrentTime={() => new Date(new Date().toLocaleString("en-US", { timeZone: HOME_ZONE }))}
        scrollAreaProps={{ mah: "calc(100dvh - 240px)" }}
      />
      <p className="visually-hidden">{`${monday} – ${addDays(monday, 6)}`}</p>
    </>
  );
}

/** 休 and 班 of this week, in words, above the grid. */
function Holidays({ days }: { days: readonly WorkingDay[] }) {
  const t = useText();
  const locale = useLocale();
  const marked = days.filter((day) => dayMark(day) !== null);
  if (marked.length === 0) return null;
  return (
    <p className={classes.holidays}>
      {marked.map((day) => `${day.day.slice(5)} ${locale === "en" ? day.name_en : day.name_zh} ${t(dayMark(day) === "work" ? "day.work" : "day.rest")}`).join(" · ")}
    </p>
  );
}
