import { Button } from "@mantine/core";
import { IconCalendarExclamation, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { formatTime, today } from "../../lib/dates";
import { ReasonLine } from "../../ui/ReasonLine";
import classes from "./Replan.module.css";
import type { Plan } from "./queries";
import { clashesQuery } from "./replan";
import { useText } from "./text";

/** The calendar has taken the time of a visit: plan around it. */
export function ClashNotice({ plan }: { plan: Plan }) {
  const t = useText();
  const go = useNavigate();
  const { data } = useQuery({ ...clashesQuery(plan.id), enabled: plan.last_day >= today() });
  const first = data?.[0];
  if (first === undefined) return null;
  return (
    <div className={classes.notice} role="status">
      <ReasonLine
        icon={IconCalendarExclamation}
        tone="marker"
        facts={[t("clash.taken", { from: formatTime(first.busy_from, first.zone), until: formatTime(first.busy_until, first.zone), name: first.account_name, count: data?.length ?? 1 })]}
      />
      <Button variant="light" leftSection={<IconRefresh size={18} aria-hidden />} onClick={() => void go({ to: `/plan/${plan.id}/replan`, search: { kind: "calendar" } } as never)}>
        {t("clash.replan")}
      </Button>
    </div>
  );
}
