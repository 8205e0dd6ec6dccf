import { Button, TextInput } from "@mantine/core";
import { IconCurrentLocation, IconMapSearch } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useGeo } from "../../device/geo";
import { formatTime, instantOf, today } from "../../lib/dates";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ListSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { NearbyList, RoundTrip } from "./FreeTimeList";
import { cancelVisit, type FreeTime, freeTimeQuery, roughly, visitAt } from "./slots";
import classes from "./Slots.module.css";
import { useText } from "./text";
import { clock } from "./words";

const LENGTHS = ["next", "60", "120", "180", "240"] as const;

/** 我有空: whom one can see from here until the next fixed thing. */
export default function FreeTimePage() {
  const t = useText();
  const [length, setLength] = useState<(typeof LENGTHS)[number]>("next");
  const [begin, setBegin] = useState(() => formatTime(new Date().toISOString()));
  const geo = useGeo(true);
  const wish = { starts_at: instantOf(today(), begin || "00:00"), minutes: length === "next" ? null : Number(length), here: roughly(geo.fix) };
  const query = useQuery(freeTimeQuery(wish));
  const go = useGo();
  const free = query.data;
  return (
    <Page title={t("free")} {...(free && { subtitle: t("free.span", { from: clock(free.from_s), until: clock(free.until_s) }) })} back="/today" width="normal">
      <div className={`${classes.page ?? ""} ${classes.columns ?? ""}`}>
        <div className={classes.wish}>
          <ChoiceChips label={t("free.length")} options={LENGTHS.map((value) => ({ value, word: value === "next" ? t("free.next") : t("hours", { count: Number(value) / 60 }) }))} value={length} onChange={setLength} />
          <TextInput type="time" label={t("free.begin")} value={begin} onChange={(event) => setBegin(event.currentTarget.value)} />
          {free && <Where free={free} state={geo.state} />}
        </div>
        <div className={classes.page}>
          {query.isPending && <ListSkeleton rows={4} />}
          {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
          {go.isError && <ProblemNotice error={go.error} />}
          {free && free.offers.length > 0 && (
            <>
              <RoundTrip free={free} busy={go.isPending} onTake={() => go.mutate({ day: free.day, stops: free.sequence.map((stop) => ({ ...stop })) })} />
              <NearbyList free={free} busy={go.isPending} onTake={(offer) => go.mutate({ day: free.day, stops: [{ account_id: offer.account.account_id, start_s: offer.start_s, leave_s: offer.leave_s }] })} />
            </>
          )}
          {free?.trouble && <Nobody free={free} trouble={free.trouble} />}
        </div>
      </div>
    </Page>
  );
}

interface Chosen {
  day: string;
  stops: { account_id: string; start_s: number; leave_s: number }[];
}

/** Enters the visits; the way back takes all of them out again. */
function useGo() {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const again = () => client.invalidateQueries({ queryKey: ["visit"] });
  return useMutation({
    mutationFn: async ({ day, stops }: Chosen) => {
      const made: string[] = [];
      for (const stop of stops) made.push((await visitAt(stop.account_id, day, stop)).visit.id);
      return made;
    },
    onSuccess: async (made) => {
      showDone(t("free.done", { count: made.length }), () => void Promise.all(made.map((id) => cancelVisit(id, t("slots.undone")))).finally(() => void again()));
      await again();
      await navigate({ to: "/today" as never });
    },
  });
}

function Where({ free, state }: { free: FreeTime; state: string }) {
  const t = useText();
  return (
    <div className={classes.where}>
      <p className={classes.note}>
        <IconCurrentLocation size={16} stroke={1.75} aria-hidden /> {t(`free.where.${free.place_source}`, { name: free.place_name })}
        {state === "blocked" && ` ${t("free.blocked")}`}
      </p>
      <p className={classes.note}>{t(`free.until.${free.until}`, { time: clock(free.until_s), name: free.until_name })}</p>
    </div>
  );
}

/** Nobody: why, and what to do. */
function Nobody({ free, trouble }: { free: FreeTime; trouble: NonNullable<FreeTime["trouble"]> }) {
  const t = useText();
  return (
    <EmptyState icon={IconMapSearch} title={t(`free.none.${trouble}`, { count: free.due_nearby })} hint={t(`free.none.${trouble}.hint`)}>
      {trouble === "nobody_due" && (
        <Button variant="light" component="a" href="/customers/map">
          {t("free.map")}
        </Button>
      )}
    </EmptyState>
  );
}
