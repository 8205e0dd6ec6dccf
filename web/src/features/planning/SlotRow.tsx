import { Button } from "@mantine/core";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import type { SlotOffer } from "./slots";
import classes from "./Slots.module.css";
import { useText } from "./text";
import { clock, useDifference } from "./words";

interface SlotRowProps {
  offer: SlotOffer;
  currency: string;
  busy: boolean;
  onTake: () => void;
}

/** One time to take: when, between whom, what it adds. */
export function SlotRow({ offer, currency, busy, onTake }: SlotRowProps) {
  const t = useText();
  const locale = useLocale();
  const difference = useDifference();
  const added = { drive_s: offer.extra_drive_s, drive_m: offer.extra_drive_m, cash_minor: offer.extra_minor };
  const span = `${clock(offer.start_s)}–${clock(offer.leave_s)}`;
  const when = `${formatDay(offer.day, locale)} ${span}`;
  return (
    <li className={classes.offer}>
      <div>
        <p className={classes.when}>
          <span>{formatDay(offer.day, locale)}</span> <span>{span}</span>
        </p>
        <p className={classes.fact}>
          {betweenOf(offer, t)}
          {offer.near_m !== null && <span className={classes.near}> · {t("slots.near", { name: offer.near_name, distance: formatDistance(offer.near_m) })}</span>}
        </p>
        <p className={classes.fact}>{difference(added, currency)}</p>
        {offer.plan_id !== null && <p className={classes.fact}>{t("slots.plan", { title: offer.plan_title })}</p>}
      </div>
      <Button variant="light" disabled={busy} onClick={onTake} aria-label={t("slots.take.at", { when })}>
        {t("slots.take")}
      </Button>
    </li>
  );
}

type Say = ReturnType<typeof useText>;

/** "between A and B", "after A", "before B", "the only visit that day". */
function betweenOf({ before_name, after_name, visit_count }: SlotOffer, t: Say): string {
  if (visit_count === 0) return t("slots.alone");
  if (before_name === "") return t("slots.before", { name: after_name });
  if (after_name === "") return t("slots.after", { name: before_name });
  return t("slots.between", { before: before_name, after: after_name });
}
