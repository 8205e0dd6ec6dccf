import { IconAlertTriangle, IconArrowRight, IconBed, IconCheck, IconClock, IconRoute } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { ReasonLine } from "../../ui/ReasonLine";
import { Section } from "../../ui/Section";
import classes from "./Replan.module.css";
import { changesNothing, type Line, linesOf, type Proposal } from "./replan";
import { useText } from "./text";
import { clock, useDifference } from "./words";

const GROUPS = ["away", "moved", "retimed", "added"] as const;

/** The difference in plain words: who is lost, who moves, what it costs, and what stays. */
export function ProposalView({ shown }: { shown: Proposal }) {
  const t = useText();
  const locale = useLocale();
  const difference = useDifference();
  const lines = linesOf(shown);
  const later = shown.back_after_s - shown.back_before_s;
  return (
    <div className={classes.proposal} role="status">
      {shown.cancelled !== null && <ReasonLine icon={IconCheck} facts={[t("replan.gone", { name: shown.cancelled.account_name })]} />}
      {changesNothing(shown) && <p className={classes.lead}>{t("replan.nothing")}</p>}
      {GROUPS.map((group) => {
        const own = lines.filter((each) => each.group === group);
        return own.length === 0 ? null : (
          <Section key={group} title={t(`replan.${group}`, { count: own.length })}>
            <ul className={classes.lines}>
              {own.map((each) => (
                <ChangeLine key={each.key} line={each} />
              ))}
            </ul>
          </Section>
        );
      })}
      {shown.nights.map((night) => (
        <ReasonLine
          key={night.day}
          icon={IconBed}
          facts={[t("replan.night", { day: formatDay(night.day, locale), before: night.hotel_before || t("replan.noBed"), after: night.hotel_after || t("replan.noBed") })]}
        />
      ))}
      <div className={classes.sums}>
        {shown.unchanged_count > 0 && <ReasonLine icon={IconCheck} facts={[t("replan.unchanged", { count: shown.unchanged_count })]} />}
        <ReasonLine icon={IconRoute} facts={[difference(shown, shown.currency)]} />
        {Math.abs(later) >= 60 && (
          <ReasonLine icon={IconClock} facts={[t(later > 0 ? "replan.laterHome" : "replan.earlierHome", { time: formatDuration(Math.abs(later), locale), clock: clock(shown.back_after_s) })]} />
        )}
        {shown.overtime_s > 0 && <ReasonLine icon={IconAlertTriangle} tone="marker" facts={[t("replan.overtime", { time: formatDuration(shown.overtime_s, locale) })]} />}
      </div>
    </div>
  );
}

function ChangeLine({ line }: { line: Line }) {
  const t = useText();
  const locale = useLocale();
  const { before, after } = line;
  const word = (at: { day: string; s: number }, withDay: boolean) => (withDay ? `${formatDay(at.day, locale)} ${clock(at.s)}` : clock(at.s));
  const withDay = line.group === "moved" || line.group === "added";
  return (
    <li className={classes.change}>
      <span className={classes.name}>{line.name}</span>
      <span className={classes.times}>
        {before !== null && <span className={after === null ? undefined : classes.old}>{word(before, withDay || after === null)}</span>}
        {before !== null && after !== null && <IconArrowRight size={16} stroke={1.75} aria-label={t("replan.to")} />}
        {after !== null && <strong>{word(after, withDay)}</strong>}
      </span>
      {line.constraint !== null && <span className={classes.why}>{t(`constraint.${line.constraint}`)}</span>}
      {line.mustBeTold && <span className={classes.tell}>{t(after === null ? "replan.tellStays" : "replan.tell")}</span>}
    </li>
  );
}
