import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../../i18n/text";
import { formatDay, formatDuration } from "../../../lib/dates";
import { formatDistance } from "../../../lib/distance";
import { formatMoney } from "../../../lib/money";
import { personColour } from "../../../ui/personColours";
import { StatusBadge } from "../../../ui/StatusBadge";
import type { Tone } from "../../../ui/tone";
import { useText } from "../text";
import { clock } from "../words";
import { OutList } from "./OutList";
import type { TeamPerson } from "./queries";
import classes from "./TeamBoard.module.css";

const TONE: Record<NonNullable<TeamPerson["state"]>, Tone> = { making: "road", ready: "road", refused: "stop", accepted: "go" };
const FULL_PCT = 100;

interface PersonLineProps {
  person: TeamPerson;
  index: number;
  isOpen: boolean;
  canEdit: boolean;
  isAccepting: boolean;
  onToggle: () => void;
  onAccept: () => void;
  onTake: (accountId: string, name: string) => void;
}

/** One person: state, load, figures, the visits of each day; opened, the stops with who could go instead. */
export function PersonLine(props: PersonLineProps) {
  const t = useText();
  const locale = useLocale();
  const { person, isOpen } = props;
  const figures = [
    t("stops", { count: person.stop_count }),
    formatDuration(person.busy_s, locale),
    formatDistance(person.drive_m),
    formatMoney({ minor: Math.round(person.cash_minor / 100) * 100, currency: person.currency }),
  ];
  return (
    <li className={classes.person}>
      <button type="button" className={classes.head} aria-expanded={isOpen} onClick={props.onToggle}>
        <span className={classes.dot} style={{ background: personColour(props.index) }} aria-hidden />
        <span className={classes.name}>{person.person_name}</span>
        <span className={classes.state}>
          <State person={person} />
        </span>
        <IconChevronDown size={18} aria-hidden className={classes.chevron} />
        <span className={classes.figures}>{person.plan_id === null ? "" : figures.join(" · ")}</span>
        {person.capacity_s > 0 && (
          <span className={classes.load}>
            <span className={classes.track} aria-hidden>
              <span className={classes.fill} data-full={person.load_pct > FULL_PCT || undefined} style={{ width: `${Math.min(person.load_pct, FULL_PCT)}%` }} />
            </span>
            {t("team.load", { pct: person.load_pct })}
          </span>
        )}
      </button>
      {person.days.length > 0 && (
        <ol className={classes.strip}>
          {person.days.map((day) => (
            <li key={day.day} data-free={day.stops.length === 0 || undefined}>
              <span className={classes.quiet}>{formatDay(day.day, locale)}</span>
              {day.stops.length === 0 ? t("team.free") : t("team.day", { count: day.stops.length })}
            </li>
          ))}
        </ol>
      )}
      {isOpen && <Opened {...props} />}
    </li>
  );
}

function State({ person }: { person: TeamPerson }) {
  const t = useText();
  if (person.trouble?.code === "planning.start_place_missing") return <StatusBadge tone="marker" word={t("team.noStart")} />;
  if (person.state === null) return <StatusBadge tone="plain" word={t("team.person.none")} />;
  if (person.trouble !== null && person.state !== "making") return <StatusBadge tone="stop" word={t("team.trouble")} />;
  return <StatusBadge tone={TONE[person.state]} word={t(`state.${person.state}`)} />;
}

function Opened({ person, canEdit, isAccepting, onAccept, onTake }: PersonLineProps) {
  const t = useText();
  const locale = useLocale();
  return (
    <div className={classes.opened}>
      <div className={classes.actions}>
        {person.plan_id !== null && (
          <Button component={Link} to={`/plan/${person.plan_id}`} variant="default">
            {t("team.open")}
          </Button>
        )}
        {canEdit && person.state === "ready" && (
          <Button variant="light" loading={isAccepting} onClick={onAccept}>
            {t("team.accept")}
          </Button>
        )}
      </div>
      <div className={classes.days}>
        {person.days
          .filter((day) => day.stops.length > 0)
          .map((day) => (
            <section key={day.day}>
              <h3 className={classes.day}>{formatDay(day.day, locale)}</h3>
              {day.stops.map((stop) => (
                <button key={stop.account_id} type="button" className={classes.stop} onClick={() => onTake(stop.account_id, stop.name)}>
                  <span className={classes.time}>{clock(stop.start_s)}</span>
                  <span>{stop.name}</span>
                  <span className={classes.quiet}>{[stop.customer_class, t(`team.tie.${stop.tie}`)].join(" · ")}</span>
                </button>
              ))}
            </section>
          ))}
      </div>
      {person.left_out.length > 0 && (
        <section>
          <h3 className={classes.day}>{t("team.left", { count: person.left_out.length })}</h3>
          <OutList outs={person.left_out.map((out) => ({ id: out.account_id, name: out.name, why: [out.city_name, t(`constraint.${out.constraint}`)].join(" · ") }))} onTake={onTake} />
        </section>
      )}
    </div>
  );
}
