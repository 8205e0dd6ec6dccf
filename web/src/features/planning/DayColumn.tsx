import { IconBed, IconCoffee, IconHome } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import { StatusBadge } from "../../ui/StatusBadge";
import { showRefused } from "../../ui/undo";
import { Problem } from "../../api/problem";
import classes from "./DayColumn.module.css";
import { type MovePrice, moveStop, type Plan, type PlanDay, planQuery, type PlanStop, priceQuery } from "./queries";
import { RideCard } from "./RideCard";
import { StopCard } from "./StopCard";
import { useText } from "./text";
import { clock, useDifference } from "./words";

interface DayColumnProps {
  plan: Plan;
  day: PlanDay;
  index: number;
  focused: boolean;
  onFocus: () => void;
  onOpen: (stop: PlanStop) => void;
  /** The customer being dragged, if any: the column under it shows what the move costs. */
  dragged: string | null;
  onDrag: (accountId: string | null) => void;
}

export function DayColumn({ plan, day, index, focused, onFocus, onOpen, dragged, onDrag }: DayColumnProps) {
  const t = useText();
  const locale = useLocale();
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  const foreign = dragged !== null && !day.stops.some((stop) => stop.account.account_id === dragged);
  const price = useQuery({ ...priceQuery(plan, dragged ?? "", index), enabled: over && foreign });
  const move = useMutation({
    mutationFn: (accountId: string) => moveStop(plan, accountId, index),
    onSuccess: (after) => client.setQueryData(planQuery(plan.id).queryKey, after),
    onError: (error) => showRefused(error instanceof Problem ? `${error.body.title} ${error.body.action ?? ""}` : String(error)),
  });
  const currency = plan.money?.currency ?? "CNY";
  const empty = day.stops.length === 0;
  const Start = plan.days[index - 1]?.hotel ? IconBed : IconHome;
  return (
    <section
      className={classes.column}
      data-focused={focused || undefined}
      data-over={(over && foreign) || undefined}
      data-busy={move.isPending || undefined}
      aria-label={formatDay(day.day, locale)}
      onDragOver={(event) => {
        if (!foreign) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (foreign && dragged !== null) {
          if (price.data?.is_possible === false) showRefused(t(price.data.constraint === null ? "price.no" : `constraint.${price.data.constraint}`));
          else move.mutate(dragged);
        }
        onDrag(null);
      }}
    >
      <button type="button" className={classes.head} aria-pressed={focused} onClick={onFocus}>
        <span className={classes.date}>{formatDay(day.day, locale)}</span>
        <span className={classes.sums}>
          {empty && day.rides.length === 0 ? t("day.free") : `${t("stops", { count: day.stops.length })} · ${formatDuration(day.drive_s, locale)} · ${formatDistance(day.drive_m)}`}
        </span>
        {(!empty || day.rides.length > 0) && <span className={classes.cost}>{formatMoney({ minor: Math.round(day.cost_minor / 100) * 100, currency })}</span>}
      </button>
      {over && foreign && <DropPrice price={price.data} currency={currency} />}
      <ol className={classes.line}>
        {(!empty || day.drive_m > 0 || day.rides.length > 0) && (
          <li className={classes.end}>
            <span className={classes.time}>{clock(day.leave_s)}</span>
            <Start size={16} stroke={1.75} aria-hidden className={classes.mark} />
            <span className={classes.place}>{day.start.name}</span>
          </li>
        )}
        {day.stops.map((stop, n) => (
          <Fragment key={stop.account.account_id}>
            <Between day={day} after={n} until={stop.start_s} />
            <StopCard stop={stop} number={n + 1} canDrag={plan.can_edit} onOpen={() => onOpen(stop)} onDrag={onDrag} />
          </Fragment>
        ))}
        <Between day={day} after={day.stops.length} until={Number.POSITIVE_INFINITY} />
        {(!empty || day.drive_m > 0 || day.rides.length > 0) && <Ending day={day} />}
      </ol>
    </section>
  );
}

/** The rides and breaks after so many stops, in the order of their times. */
function Between({ day, after, until }: { day: PlanDay; after: number; until: number }) {
  const rides = day.rides.filter((ride) => ride.after_stops === after);
  const from = after === 0 ? 0 : (day.stops[after - 1]?.start_s ?? 0);
  return (
    <>
      {rides.map((ride, n) => (
        <Fragment key={ride.departs_s}>
          <Pauses day={day} from={n === 0 ? from : (rides[n - 1]?.departs_s ?? 0)} until={ride.departs_s} />
          <RideCard ride={ride} />
        </Fragment>
      ))}
      <Pauses day={day} from={rides.at(-1)?.departs_s ?? from} until={until} />
    </>
  );
}

/** The breaks between two stops; a busy time of the calendar says so. */
function Pauses({ day, from, until }: { day: PlanDay; from: number; until: number }) {
  const t = useText();
  return day.pauses
    .filter((pause) => pause.from_s >= from && pause.from_s < until)
    .map((pause) => (
      <li key={pause.from_s} className={classes.end}>
        <span className={classes.time}>{clock(pause.from_s)}</span>
        <IconCoffee size={16} stroke={1.75} aria-hidden className={classes.mark} />
        <span className={classes.place}>{t(pause.label === "busy" ? "busy" : "break", { until: clock(pause.until_s) })}</span>
      </li>
    ));
}

function DropPrice({ price, currency }: { price: MovePrice | undefined; currency: string }) {
  const t = useText();
  const difference = useDifference();
  if (price === undefined) return <p className={classes.price}>{t("price.asking")}</p>;
  if (!price.is_possible) return <p className={classes.price} data-tone="stop">{t("price.no")}</p>;
  return <p className={classes.price}>{difference(price, currency)}</p>;
}

function Ending({ day }: { day: PlanDay }) {
  const t = useText();
  const locale = useLocale();
  const { hotel } = day;
  return (
    <li className={classes.stay}>
      {day.last_leg_s > 0 && (
        <span className={classes.leg}>
          {day.last_leg_source === "estimate" && "≈ "}
          {formatDuration(day.last_leg_s, locale)} · {formatDistance(day.last_leg_m)}
        </span>
      )}
      <span className={classes.end}>
        <span className={classes.time}>{clock(day.back_s)}</span>
        {hotel === null ? <IconHome size={16} stroke={1.75} aria-hidden className={classes.mark} /> : <IconBed size={16} stroke={1.75} aria-hidden className={classes.mark} />}
        <span className={classes.place}>{day.end.name}</span>
      </span>
      {hotel !== null && (
        <span className={classes.hotel}>
          {formatMoney({ minor: hotel.price_minor, currency: hotel.currency })}
          {hotel.over_minor > 0 ? (
            <StatusBadge tone="marker" word={t("hotel.over", { amount: formatMoney({ minor: hotel.over_minor, currency: hotel.currency }) })} />
          ) : (
            hotel.limit_minor !== null && <StatusBadge tone="go" word={t("hotel.within")} />
          )}
        </span>
      )}
    </li>
  );
}
