import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Approvals.module.css";
import { type Rule, type Step, useRemoveRule, useSaveRule } from "./queries";
import { FIRST_STEP, StepFields } from "./StepFields";
import { useText } from "./text";

interface RuleSheetProps {
  rule: Rule | null;
  teams: readonly { id: string; name: string }[];
  close: () => void;
}

export function RuleSheet({ rule, teams, close }: RuleSheetProps) {
  const t = useText();
  const save = useSaveRule(rule);
  const remove = useRemoveRule();
  const [name, setName] = useState(rule?.name ?? "");
  const [team, setTeam] = useState<string | null>(rule?.team_id ?? null);
  const [amount, setAmount] = useState<number | null>(rule?.min_amount_minor ?? 0);
  const [over, setOver] = useState(rule?.is_only_over_standard ?? false);
  const [steps, setSteps] = useState<readonly Step[]>(rule?.steps ?? [FIRST_STEP]);
  const error = save.error ?? remove.error;
  const send = () =>
    save.mutate(
      { subject_kind: "trip", name, team_id: team, min_amount_minor: amount ?? 0, is_only_over_standard: over, steps: [...steps], version: 0 },
      { onSuccess: close },
    );
  return (
    <Sheet
      opened
      onClose={close}
      title={t(rule === null ? "rule.new" : "rule.change")}
      footer={
        <>
          {rule !== null && (
            <Button variant="subtle" color="stop" onClick={() => remove.mutate(rule, { onSuccess: close })} loading={remove.isPending}>
              {t("rule.remove")}
            </Button>
          )}
          <Button onClick={send} loading={save.isPending} disabled={name.trim() === "" || steps.length === 0} style={{ flex: 1 }}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className={classes.fields}>
        <TextInput label={t("rule.name")} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label={t("rule.team")}
          placeholder={t("rule.everywhere")}
          clearable
          searchable
          data={teams.map((one) => ({ value: one.id, label: one.name }))}
          value={team}
          onChange={setTeam}
        />
        <MoneyInput label={t("rule.min")} value={amount} onChange={setAmount} />
        <Checkbox label={t("rule.over")} checked={over} onChange={(event) => setOver(event.currentTarget.checked)} />
        <StepFields steps={steps} onChange={setSteps} />
        {error !== null && <ProblemNotice error={error} />}
      </div>
    </Sheet>
  );
}
