import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDuration, formatTime } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import classes from "./DayLine.module.css";
import type { Stop } from "./queries";
import { CertaintyWord, VisitStateBadge } from "./VisitBadges";

interface DayLineProps {
  stops: readonly Stop[];
  /** Filled on the line. */
  nextId?: string | null | undefined;
}

/** The day as a road: times at the left, stops on the line, ways between them. */
export function DayLine({ stops, nextId }: DayLineProps) {
  const locale = useLocale();
  return (
    <ol className={classes.line}>
      {stops.map((stop) => {
        const { visit, leg } = stop;
        const open = visit.status === "planned" || visit.status === "en_route";
        return (
          <li key={visit.id} className={classes.item} data-done={!open || undefined} data-next={visit.id === nextId || undefined}>
            {leg !== null && leg !== undefined && leg.distance_m > 0 && (
              <p className={classes.leg}>
                {formatDuration(leg.duration_s, locale)} · {formatDistance(leg.distance_m)}
              </p>
            )}
            <Link to="/visits/$visitId" params={{ visitId: visit.id }} className={classes.stop} data-dropped={visit.status === "cancelled" || visit.status === "missed" || undefined}>
              <span className={classes.time}>{formatTime(visit.starts_at, visit.zone)}</span>
              <span className={classes.dot} aria-hidden />
              <span className={classes.name}>{visit.account_name}</span>
              {open ? <CertaintyWord certainty={visit.certainty} /> : <VisitStateBadge status={visit.status} />}
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
