import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { mondayOf, today } from "../../lib/dates";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ListSkeleton } from "../../ui/Skeletons";
import { useIsPhone } from "../../ui/useIsPhone";
import { CalendarTabs } from "./CalendarTabs";
import { DayList } from "./DayList";
import { EventSheet, type EventSheetSubject } from "./EventSheet";
import { type CalendarEvent, weekQuery } from "./queries";
import { SharingSelect } from "./SharingSelect";
import { useText } from "./text";
import { WeekSteps } from "./WeekSteps";

const WeekGrid = lazy(() => import("./WeekGrid"));

/** My week: a grid to drag in on the desktop, a day list with sheets on the phone. */
export default function CalendarPage() {
  const t = useText();
  const go = useNavigate();
  const phone = useIsPhone();
  const [monday, setMonday] = useState(() => mondayOf(today()));
  const [subject, setSubject] = useState<EventSheetSubject | null>(null);
  const query = useQuery(weekQuery(monday));
  const events = query.data?.calendars[0]?.events ?? [];
  const open = (event: CalendarEvent) => {
    if (event.kind === "visit" && event.subject_id) void go({ to: `/visits/${event.subject_id}` });
    else if (event.kind === "trip" && event.subject_id) void go({ to: `/trips/${event.subject_id}` });
    else setSubject({ event });
  };
  const add = () => setSubject({ day: monday <= today() ? today() : monday, time: "09:00" });
  return (
    <Page
      title={t("title")}
      width="full"
      actions={<CalendarTabs here="mine" />}
      primary={
        <Button leftSection={<IconPlus size={20} />} onClick={add}>
          {t("add")}
        </Button>
      }
    >
      <WeekSteps monday={monday} onChange={setMonday} />
      {query.isPending && <ListSkeleton />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.data !== undefined && phone && <DayList days={query.data.days} events={events} open={open} />}
      {query.data !== undefined && !phone && (
        <Suspense fallback={<ListSkeleton />}>
          <WeekGrid monday={monday} days={query.data.days} events={events} open={open} add={setSubject} />
        </Suspense>
      )}
      <SharingSelect />
      {subject !== null && <EventSheet subject={subject} onClose={() => setSubject(null)} />}
    </Page>
  );
}
