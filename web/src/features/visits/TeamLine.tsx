import { Link } from "@tanstack/react-router";
import { localText } from "../../lib/dates";
import { personColour } from "../../ui/personColours";
import { axisOf, blockOf } from "./dayBlocks";
import type { VisitDay } from "./queries";
import classes from "./TeamLine.module.css";
import { useText } from "./text";

const DROPPED = new Set(["missed", "cancelled"]);
const STEP = 120;

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Everybody's visits of the day on one axis of hours; done ones are filled, now is a line. */
export function TeamLine({ days }: { days: readonly VisitDay[] }) {
  const t = useText();
  const rows = days.map((day) => ({ day, stops: day.stops.filter(({ visit }) => !DROPPED.has(visit.status)).map((stop) => ({ stop, block: blockOf(stop) })) }));
  const axis = axisOf(rows.flatMap(({ stops }) => stops.map(({ block }) => block)));
  const at = (minutes: number) => (100 * (minutes - axis.from)) / (axis.until - axis.from);
  const ticks = Array.from({ length: Math.floor((axis.until - axis.from) / STEP) + 1 }, (_, n) => axis.from + n * STEP);
  const [hours = "0", minutes = "0"] = localText(new Date().toISOString()).slice(11, 16).split(":");
  const now = Number(hours) * 60 + Number(minutes);
  return (
    <figure className={classes.figure} aria-label={t("team.line")}>
      <div className={classes.axis} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${at(tick)}%` }}>
            {clock(tick)}
          </span>
        ))}
      </div>
      {rows.map(({ day, stops }, index) => (
        <div key={day.person_id} className={classes.row}>
          <span className={classes.name}>{day.person_name}</span>
          <span className={classes.lane}>
            {now > axis.from && now < axis.until && <span className={classes.now} style={{ left: `${at(now)}%` }} aria-hidden />}
            {stops.map(({ stop: { visit }, block }) => {
              const words = t("team.line.block", { from: clock(block.from), until: clock(block.until), name: visit.account_name, state: t(`status.${visit.status}`) });
              return (
                <Link
                  key={visit.id}
                  to="/visits/$visitId"
                  params={{ visitId: visit.id }}
                  className={classes.block}
                  data-done={visit.checked_in_at !== null || undefined}
                  style={{ left: `${at(block.from)}%`, width: `${at(block.until) - at(block.from)}%`, color: personColour(index) }}
                  aria-label={words}
                  title={words}
                />
              );
            })}
          </span>
        </div>
      ))}
    </figure>
  );
}
