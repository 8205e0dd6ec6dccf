import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconArrowBackUp, IconCalendarPlus, IconDots, IconRefresh, IconScale, IconSparkles } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { request } from "../../api/client";
import { Problem } from "../../api/problem";
import { today } from "../../lib/dates";
import { useIsPhone } from "../../ui/useIsPhone";
import { showDone, showRefused } from "../../ui/undo";
import { acceptPlan, improvePlan, type Plan, planQuery, undoPlan } from "./queries";
import { useText } from "./text";

function told(error: unknown): void {
  showRefused(error instanceof Problem ? `${error.body.title} ${error.body.action ?? ""}` : String(error));
}

/** Undo, let the planner work it over, only put it into the diary. */
export function PlanActions({ plan }: { plan: Plan }) {
  const t = useText();
  const client = useQueryClient();
  const show = (after: Plan) => client.setQueryData(planQuery(plan.id).queryKey, after);
  const undo = useMutation({ mutationFn: () => undoPlan(plan), onSuccess: show, onError: told });
  const improve = useMutation({ mutationFn: () => improvePlan(plan), onSuccess: show, onError: told });
  const accept = useMutation({
    mutationFn: () => acceptPlan(plan),
    onSuccess: (after) => {
      show(after);
      showDone(t("accepted"));
    },
    onError: told,
  });
  return (
    <>
      <ReplanButton plan={plan} />
      {(plan.can_edit || plan.can_undo) && <ActionIcon variant="default" size={44} aria-label={t("undo")} disabled={!plan.can_undo} loading={undo.isPending} onClick={() => undo.mutate()}>
        <IconArrowBackUp size={22} stroke={1.75} />
      </ActionIcon>}
      {plan.can_edit && <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={44} aria-label={t("more")}>
            <IconDots size={22} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSparkles size={18} aria-hidden />} onClick={() => improve.mutate()}>
            {t("improve")}
          </Menu.Item>
          <Menu.Item component={Link} to={`/plan/${plan.id}/compare` as never} leftSection={<IconScale size={18} aria-hidden />}>
            {t("compare.open")}
          </Menu.Item>
          <Menu.Item leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={() => accept.mutate()}>
            {t("accept.only")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>}
    </>
  );
}

/** On the road: something has changed. */
function ReplanButton({ plan }: { plan: Plan }) {
  const t = useText();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const isOpen = plan.state === "accepted" || plan.state === "ready";
  if (!isOpen || plan.last_day < today()) return null;
  const open = () => void navigate({ to: `/plan/${plan.id}/replan` as never });
  if (phone)
    return (
      <ActionIcon variant="default" size={44} aria-label={t("replan.open")} onClick={open}>
        <IconRefresh size={22} stroke={1.75} />
      </ActionIcon>
    );
  return (
    <Button variant="default" leftSection={<IconRefresh size={20} stroke={1.75} aria-hidden />} onClick={open}>
      {t("replan.open")}
    </Button>
  );
}

/** The one next step: the trip request, filled in from the plan. */
export function PlanPrimary({ plan }: { plan: Plan }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const submit = useMutation({
    mutationFn: async () => {
      if (plan.state === "ready") client.setQueryData(planQuery(plan.id).queryKey, await acceptPlan(plan));
      return request<{ id: string }>("POST", "/api/v1/trips/from-plan", { plan_id: plan.id });
    },
    onSuccess: (trip) => void navigate({ to: `/trips/${trip.id}` as never }),
    onError: told,
  });
  if (plan.trip_id !== null)
    return (
      <Button size="md" onClick={() => void navigate({ to: `/trips/${plan.trip_id ?? ""}` as never })}>
        {t("open.trip")}
      </Button>
    );
  if (!plan.can_edit && plan.state !== "accepted") return null;
  return (
    <Button size="md" loading={submit.isPending} onClick={() => submit.mutate()}>
      {t("submit")}
    </Button>
  );
}
