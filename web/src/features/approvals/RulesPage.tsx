import { Button } from "@mantine/core";
import { IconPlus, IconRoute2 } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useMe } from "../../api/session";
import { formatMoney } from "../../lib/money";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { DryRun } from "./DryRun";
import { type Rule, type Step, useRules, useTeams } from "./queries";
import { RuleSheet } from "./RuleSheet";
import { useText } from "./text";

/** Who decides on what: rules as rows, and a dry run that asks nobody. */
export default function RulesPage() {
  const t = useText();
  const admin = hasRole(useMe(), "admin");
  const rules = useRules();
  const teams = useTeams().data ?? [];
  const [open, setOpen] = useState<Rule | "new" | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen("new")}>
      {t("rule.new")}
    </Button>
  );
  const words = (step: Step) => {
    if (step.approver === "leader") return t("step.leader", { level: step.level });
    return step.approver === "role" ? t(`role.${step.role}` as "role.finance") : t("step.person");
  };
  const factsOf = (rule: Rule) =>
    [
      t(`kind.${rule.subject_kind}`),
      teams.find((team) => team.id === rule.team_id)?.name ?? t("rule.everywhere"),
      rule.min_amount_minor > 0 ? t("rule.from", { amount: formatMoney({ minor: rule.min_amount_minor, currency: "CNY" }) }) : "",
      rule.is_only_over_standard ? t("rule.over") : "",
      rule.steps.map(words).join(" → "),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <Page title={t("rules")} subtitle={t("rules.hint")} back="/settings" width="narrow" {...(admin ? { primary: add } : {})}>
      {rules.isPending && <ListSkeleton />}
      {rules.isError && <ProblemNotice error={rules.error} />}
      {rules.isSuccess && rules.data.length === 0 && <EmptyState icon={IconRoute2} title={t("rules.none")} hint={t("rules.none.hint")} />}
      {rules.data?.map((rule) => (
        <RecordCard key={rule.id} title={rule.name} facts={factsOf(rule)} {...(admin ? { onOpen: () => setOpen(rule) } : {})} />
      ))}
      <Section title={t("dry")}>
        <DryRun />
      </Section>
      {open !== null && <RuleSheet rule={open === "new" ? null : open} teams={teams} close={() => setOpen(null)} />}
    </Page>
  );
}
