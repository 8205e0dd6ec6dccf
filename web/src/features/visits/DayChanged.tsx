import { Button } from "@mantine/core";
import { IconCalendarExclamation, IconCalendarX, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatTime } from "../../lib/dates";
import { ReasonLine } from "../../ui/ReasonLine";
import classes from "./DayChanged.module.css";
import { runningQuery } from "./queries";
import { useText } from "./text";

/** The way to a new plan for the rest of the trip, and what gives reason for one. */
export function DayChanged({ day }: { day: string }) {
  const t = useText();
  const { data } = useQuery(runningQuery(day));
  const plan = data?.[0];
  if (plan === undefined) return null;
  const to = (search: object) => ({ to: `/plan/${plan.plan_id}/replan`, search: { from: "today", ...search } }) as never as { to: "/today" };
  const gone = plan.gone[0];
  const clash = plan.clashes[0];
  return (
    <div className={classes.changed}>
      {gone !== undefined && (
        <div className={classes.notice} role="status">
          <ReasonLine icon={IconCalendarX} tone="marker" facts={[t("changed.gone", { name: gone.account_name })]} />
          <Button component={Link} {...to({ kind: "cancelled", account: gone.account_id })} variant="light">
            {t("changed.replan")}
          </Button>
        </div>
      )}
      {gone === undefined && clash !== undefined && (
        <div className={classes.notice} role="status">
          <ReasonLine icon={IconCalendarExclamation} tone="marker" facts={[t("changed.clash", { from: formatTime(clash.busy_from, clash.zone), until: formatTime(clash.busy_until, clash.zone), name: clash.account_name })]} />
          <Button component={Link} {...to({ kind: "calendar" })} variant="light">
            {t("changed.around")}
          </Button>
        </div>
      )}
      <Button component={Link} {...to({})} variant="default" leftSection={<IconRefresh size={20} stroke={1.75} aria-hidden />}>
        {t("changed")}
      </Button>
    </div>
  );
}
