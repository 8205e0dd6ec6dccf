import { IconPlane, IconTrain } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import classes from "./DayColumn.module.css";
import type { PlanRide } from "./queries";
import { useText } from "./text";
import { clock } from "./words";

/** A train or flight between two visits: its times are fixed, so it is not dragged. */
export function RideCard({ ride }: { ride: PlanRide }) {
  const t = useText();
  const locale = useLocale();
  const { ticket } = ride;
  const Icon = ticket.mode === "flight" ? IconPlane : IconTrain;
  const price = ticket.seat_class === "" ? t("ride.noPrice") : `${ticket.seat_class} ${formatMoney({ minor: ticket.price_minor, currency: ticket.currency })}`;
  return (
    <li className={classes.stop}>
      {ride.way_s > 0 && (
        <span className={classes.leg} style={{ display: "block" }}>
          {ride.way_source === "estimate" && "≈ "}
          {formatDuration(ride.way_s, locale)} · {formatDistance(ride.way_m)}
        </span>
      )}
      <div className={classes.ride}>
        <span className={classes.time}>{clock(ride.departs_s)}</span>
        <Icon size={20} stroke={1.75} aria-label={t(`ride.${ticket.mode}`)} className={classes.mark} />
        <span className={classes.name}>
          {ticket.code} {ticket.origin.name} → {ticket.destination.name}
        </span>
        <span className={classes.why}>{t("ride.times", { arrives: clock(ride.arrives_s), ready: clock(ride.ready_s) })}</span>
        <span className={classes.why}>
          {price}
          {ticket.is_demo && ` · ${t("ride.demo")}`}
        </span>
      </div>
    </li>
  );
}
