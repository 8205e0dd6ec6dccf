import { Button } from "@mantine/core";
import { IconBed, IconRoute, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { hasRole, useMe } from "../../api/session";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Tone } from "../../ui/tone";
import classes from "./PlansPage.module.css";
import { type PlanSummary, plansQuery } from "./queries";
import { RequestForm } from "./RequestForm";
import { useText } from "./text";

const TONE: Record<PlanSummary["state"], Tone> = { making: "road", ready: "road", refused: "stop", accepted: "go" };

/** Ask for a plan; the earlier ones beside it. */
export default function PlansPage() {
  const t = useText();
  const me = useMe();
  const locale = useLocale();
  const plans = useQuery(plansQuery);
  return (
    <Page
      title={t("plans.title")}
      subtitle={t("plans.subtitle")}
      actions={
        <>
          {hasRole(me, "manager", "admin", "auditor") && (
            <Button component={Link} to="/plan/team" variant="subtle" leftSection={<IconUsersGroup size={18} aria-hidden />}>
              {t("team.plans")}
            </Button>
          )}
        <Button component={Link} to="/plan/hotels" variant="subtle" leftSection={<IconBed size={18} aria-hidden />}>
          {t("hotels")}
        </Button>
        </>
      }
    >
      <div className={classes.columns}>
        <RequestForm />
        <Section title={t("plans.before")}>
          {plans.isPending && <ListSkeleton rows={4} />}
          {plans.isError && <ProblemNotice error={plans.error} retry={() => void plans.refetch()} />}
          {plans.data?.items.length === 0 && <EmptyState icon={IconRoute} title={t("plans.none")} hint={t("plans.none.hint")} />}
          {plans.data?.items.map((plan) => (
            <RecordCard
              key={plan.id}
              to={`/plan/${plan.id}`}
              title={plan.title || t("plan.untitled")}
              facts={`${formatDay(plan.first_day, locale)} – ${formatDay(plan.last_day, locale)} · ${plan.person_name} · ${t("stops", { count: plan.stop_count })}`}
              aside={
                <span className={classes.aside}>
                  {plan.stop_count > 0 && <Money minor={Math.round(plan.cash_minor / 100) * 100} currency={plan.currency} />}
                  <StatusBadge tone={TONE[plan.state]} word={t(`state.${plan.state}`)} />
                </span>
              }
            />
          ))}
        </Section>
      </div>
    </Page>
  );
}
