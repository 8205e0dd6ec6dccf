import { Button } from "@mantine/core";
import { IconChevronRight, IconFlag, IconMapPinPlus, IconTarget, IconTrendingUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { daysBetween, formatDuration, formatTime, today } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { ReasonLine } from "../../ui/ReasonLine";
import { useAdoptPosition } from "./actions";
import { GradeBadge } from "./VisitBadges";
import classes from "./NextStop.module.css";
import { type Stop, visitQuery } from "./queries";
import { StopActions } from "./StopActions";
import { useText } from "./text";

function useWhen(stop: Stop): string {
  const t = useText();
  const locale = useLocale();
  const { visit } = stop;
  if (visit.status === "checked_in") return t("next.inside", { time: formatTime(visit.checked_in_at ?? visit.starts_at, visit.zone) });
  const seconds = (Date.parse(visit.starts_at) - Date.now()) / 1000;
  if (seconds < -60) return t("next.late", { time: formatDuration(-seconds, locale) });
  return t("next.ahead", { time: formatDuration(seconds, locale) });
}

/** The stop to turn to now: when, who, and the three facts worth knowing at the door. */
export function NextStop({ stop }: { stop: Stop }) {
  const t = useText();
  const when = useWhen(stop);
  const { visit } = stop;
  const { data } = useQuery(visitQuery(visit.id));
  const adopt = useAdoptPosition();
  const people = (data?.contacts ?? []).slice(0, 2).map((one) => (one.title === "" ? one.name : `${one.name} ${one.title}`));
  return (
    <section className={classes.next} aria-label={t("next")}>
      <div className={classes.head}>
        <div>
          <p className={classes.when}>
            <span className={classes.time}>{formatTime(visit.starts_at, visit.zone)}</span>
            <span>{when}</span>
          </p>
          <h2 className={classes.name}>{visit.account_name}</h2>
          {people.length > 0 && <p className={classes.facts}>{t("next.meet", { people: people.join(t("comma")) })}</p>}
          {stop.address !== "" && <p className={classes.facts}>{stop.address}</p>}
          {visit.check_grade !== null && visit.check_grade !== undefined && <GradeBadge grade={visit.check_grade} />}
        </div>
        <StopActions stop={stop} />
      </div>
      {data?.offers_position && (
        <div className={classes.offer}>
          <ReasonLine icon={IconMapPinPlus} tone="road" facts={[t("offer.position")]} />
          <Button variant="light" onClick={() => adopt.mutate(visit.id)} loading={adopt.isPending}>
            {t("offer.adopt")}
          </Button>
        </div>
      )}
      <Facts visitId={visit.id} goal={visit.goal} />
      <Link to="/visits/$visitId" params={{ visitId: visit.id }} className={classes.more}>
        {t("brief")} <IconChevronRight size={18} stroke={1.75} aria-hidden />
      </Link>
    </section>
  );
}

function Facts({ visitId, goal }: { visitId: string; goal: string }) {
  const t = useText();
  const { data } = useQuery(visitQuery(visitId));
  const promise = data?.promises[0];
  const deal = data?.opportunities[0];
  const left = promise === undefined ? 0 : daysBetween(today(), promise.due_on);
  return (
    <div className={classes.lines}>
      {promise !== undefined && (
        <ReasonLine
          icon={IconFlag}
          tone={left < 0 ? "stop" : "marker"}
          facts={[t("fact.promised", { text: promise.text }), left < 0 ? t("fact.overdue", { count: -left }) : t("fact.left", { count: left })]}
        />
      )}
      {deal !== undefined && (
        <ReasonLine
          icon={IconTrendingUp}
          facts={[t("fact.deal", { name: deal.name, money: formatMoney({ minor: deal.amount_minor, currency: deal.currency }, "short"), stage: deal.stage_name })]}
        />
      )}
      {goal !== "" && <ReasonLine icon={IconTarget} facts={[t("fact.goal", { goal })]} />}
    </div>
  );
}
