import { IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import type { Trip } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

/** Who else is there, near in time: join, hand over, or go later. */
export function Colleagues({ trip }: { trip: Trip }) {
  const t = useText();
  const locale = useLocale();
  if (trip.colleagues.length === 0) return null;
  return (
    <section style={{ padding: "16px 0", borderTop: "1px solid var(--rb-line)" }} aria-label={t("near")}>
      <div className={classes.finding} style={{ color: "inherit" }}>
        <IconUsers size={22} aria-hidden style={{ color: "var(--rb-ink-2)" }} />
        <div>
          <p>
            <strong>{t("near.count", { count: trip.colleagues.length })}</strong>
          </p>
          {trip.colleagues.map((near) => {
            const day = formatDay(near.on, locale);
            const words =
              near.account_name === ""
                ? t("near.city", { who: near.person_name, day, place: near.city_name })
                : t("near.account", { who: near.person_name, day, place: near.account_name });
            return (
              <p key={`${near.person_id}${near.on}`} className={classes.quiet}>
                {near.trip_id === null ? words : <Link to={`/trips/${near.trip_id}`}>{words}</Link>}
              </p>
            );
          })}
        </div>
      </div>
    </section>
  );
}
