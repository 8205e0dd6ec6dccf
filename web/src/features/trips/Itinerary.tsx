import { IconBed, IconBus, IconCar, IconMapPin, IconPlane, IconRoute, IconShip, IconSteeringWheel, IconTrain, type Icon } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { addDays, dayOf, daysBetween, formatDay, formatTime } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import { Section } from "../../ui/Section";
import type { Trip } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

type Segment = Trip["segments"][number];

const MODES: Record<Segment["mode"], Icon> = {
  rail: IconTrain,
  air: IconPlane,
  car: IconCar,
  taxi: IconSteeringWheel,
  bus: IconBus,
  ship: IconShip,
  other: IconRoute,
};

/** Day by day: how one gets there, whom one visits, where one sleeps. */
export function Itinerary({ trip }: { trip: Trip }) {
  const t = useText();
  const count = daysBetween(trip.first_day, trip.last_day) + 1;
  const days = Array.from({ length: count }, (_, index) => addDays(trip.first_day, index));
  return (
    <Section title={t("itinerary")}>
      {days.map((day) => (
        <Day key={day} day={day} trip={trip} />
      ))}
    </Section>
  );
}

function Day({ day, trip }: { day: string; trip: Trip }) {
  const t = useText();
  const locale = useLocale();
  const legs = trip.segments.filter((segment) => dayOf(segment.departs_at, segment.departs_zone) === day);
  const stops = trip.stops.filter((stop) => stop.on === day);
  const bed = trip.stays.find((stay) => day >= stay.first_night && day < addDays(stay.first_night, stay.nights));
  const metres = legs.reduce((sum, leg) => sum + leg.distance_m, 0);
  const money = (minor: number) => formatMoney({ minor, currency: trip.currency });
  const entries = [
    ...legs.map((leg) => ({ at: leg.departs_at, shown: <Leg key={leg.departs_at} leg={leg} money={money} /> })),
    ...stops.map((stop) => ({ at: stop.starts_at ?? "", shown: <Stop key={`${stop.account_id}${stop.visit_id ?? ""}`} stop={stop} /> })),
  ].sort((a, b) => Date.parse(a.at || "9999-12-31") - Date.parse(b.at || "9999-12-31"));
  return (
    <div className={classes.day}>
      <h3 className={classes.dayHead}>
        <span>{formatDay(day, locale)}</span>
        <span className={classes.quiet}>
          {[stops.length > 0 ? t("stops", { count: stops.length }) : "", metres > 0 ? formatDistance(metres) : ""].filter(Boolean).join(" · ")}
        </span>
      </h3>
      {entries.map((entry) => entry.shown)}
      {bed !== undefined && (
        <div className={classes.leg}>
          <span />
          <IconBed size={18} stroke={1.75} aria-label={t("bed")} />
          <span>
            {bed.hotel_name || bed.city_name}
            <span className={classes.quiet}> {t("night", { price: money(bed.night_minor) })}</span>
          </span>
        </div>
      )}
    </div>
  );
}

function Leg({ leg, money }: { leg: Segment; money: (minor: number) => string }) {
  const t = useText();
  const Mode = MODES[leg.mode];
  return (
    <div className={classes.leg}>
      <time>{formatTime(leg.departs_at, leg.departs_zone)}</time>
      <Mode size={18} stroke={1.75} aria-label={t(`mode.${leg.mode}`)} />
      <span>
        {leg.origin_name} → {leg.destination_name}
        <span className={classes.quiet}>
          {" "}
          {t("arrives", { time: formatTime(leg.arrives_at, leg.arrives_zone) })}
          {leg.fare_minor > 0 && ` · ${money(leg.fare_minor)}`}
        </span>
      </span>
    </div>
  );
}

function Stop({ stop }: { stop: Trip["stops"][number] }) {
  return (
    <div className={classes.leg}>
      <time>{stop.starts_at === null ? "" : formatTime(stop.starts_at)}</time>
      <IconMapPin size={18} stroke={1.75} aria-hidden />
      <span>
        <Link to={stop.visit_id === null ? `/customers/${stop.account_id}` : `/visits/${stop.visit_id}`}>{stop.account_name}</Link>
        {stop.why !== "" && <span className={classes.quiet}> {stop.why}</span>}
      </span>
    </div>
  );
}
