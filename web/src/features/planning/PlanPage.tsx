import { IconRouteOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { MakingProgress } from "./MakingProgress";
import { PlanActions, PlanPrimary } from "./PlanActions";
import { PlanBoard } from "./PlanBoard";
import { type Plan, planQuery } from "./queries";
import { useText } from "./text";

/** A plan: being made, ready to change, or why it could not be made. */
export default function PlanPage() {
  const t = useText();
  const locale = useLocale();
  const { planId = "" }: { planId?: string } = useParams({ strict: false });
  const query = useQuery(planQuery(planId));
  const plan = query.data;
  const title = plan === undefined ? t("plan") : plan.title || t("plan.untitled");
  const span = plan && `${formatDay(plan.first_day, locale)} – ${formatDay(plan.last_day, locale)} · ${plan.person_name}`;
  const shown = plan !== undefined && plan.days.length > 0;
  return (
    <Page
      title={title}
      back="/plan"
      width="full"
      {...(span && { subtitle: span })}
      {...(shown && { actions: <PlanActions plan={plan} />, primary: <PlanPrimary plan={plan} /> })}
    >
      {query.isPending && <RecordSkeleton />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {plan?.state === "making" && <MakingProgress plan={plan} />}
      {plan?.state === "refused" && <Refused plan={plan} />}
      {shown && <PlanBoard plan={plan} />}
    </Page>
  );
}

/** Where each known trouble is put right. */
const REMEDY = {
  "planning.start_place_missing": { key: "start", to: "/plan/travel" },
  "planning.no_bed_or_way": { key: "bed", to: "/plan/hotels" },
  "planning.stopped": { key: "stopped", to: "/plan" },
} as const;

function Refused({ plan }: { plan: Plan }) {
  const t = useText();
  const { trouble } = plan;
  const remedy = Object.entries(REMEDY).find(([code]) => code === trouble?.code)?.[1];
  if (remedy !== undefined)
    return <EmptyState icon={IconRouteOff} title={t(`refused.${remedy.key}`)} hint={t(`refused.${remedy.key}.hint`)} action={t(`refused.${remedy.key}.action`)} to={remedy.to} />;
  const constraint = trouble?.constraint ?? "";
  const known = ["no_window", "unreachable", "window_too_far", "max_drive", "max_visits", "window", "hours", "not_worth"] as const;
  const why = known.find((each) => each === constraint);
  const hint = [
    trouble?.account_name ? t("refused.about", { name: trouble.account_name }) : "",
    why === undefined ? t("refused.hint") : t(`constraint.${why}`),
  ].filter(Boolean);
  return <EmptyState icon={IconRouteOff} title={t("refused.title")} hint={hint.join(t("colon"))} action={t("refused.action")} to="/plan" />;
}
