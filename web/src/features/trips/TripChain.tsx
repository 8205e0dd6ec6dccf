import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { ChainBar, type ChainStep } from "../../ui/ChainBar";
import type { Trip } from "./queries";
import { type Text, useText } from "./text";

const STOPPED = new Set<Trip["state"]>(["rejected", "cancelled"]);

/** "3 小时" since an instant, in the largest fitting unit. */
function sinceWords(t: Text, instant: string, now: number = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
  if (minutes < 60) return t("since.minutes", { count: minutes });
  if (minutes < 48 * 60) return t("since.hours", { count: Math.floor(minutes / 60) });
  return t("since.days", { count: Math.floor(minutes / 1440) });
}

export function TripChain({ trip }: { trip: Trip }) {
  const t = useText();
  const locale = useLocale();
  const steps = trip.chain.map((point): ChainStep => {
    const state = point.is_done ? "done" : point.is_present ? (STOPPED.has(trip.state) ? "stopped" : "current") : "ahead";
    const step: ChainStep = { link: point.step, state };
    const note = noteOf(point);
    const to = point.step === "plan" && trip.plan_id !== null ? `/plan/${trip.plan_id}` : undefined;
    return { ...step, ...(note === undefined ? {} : { note }), ...(to === undefined ? {} : { to }) };
  });

  function noteOf(point: Trip["chain"][number]): string | undefined {
    if (point.is_present && point.step === "approval" && point.since !== null) {
      const mine = trip.approval_task_id !== null;
      const since = sinceWords(t, point.since);
      return mine ? t("waits.you", { since }) : t("waits.who", { who: point.by_names.join("、"), since });
    }
    if (point.is_present) return t(`state.${trip.state}`);
    if (point.is_done && point.since !== null) return formatDay(point.since, locale);
    return undefined;
  }

  return <ChainBar steps={steps} />;
}
