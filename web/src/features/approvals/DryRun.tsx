import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { MoneyInput } from "../../ui/MoneyInput";
import { PersonPicker } from "../../ui/PersonPicker";
import { ProblemNotice } from "../../ui/ProblemNotice";
import classes from "./Approvals.module.css";
import { useDryRun } from "./queries";
import { useText } from "./text";

/** "Who would be asked?" without asking anybody. */
export function DryRun() {
  const t = useText();
  const run = useDryRun();
  const [person, setPerson] = useState<string | null>(null);
  const [amount, setAmount] = useState<number | null>(200_000);
  const [over, setOver] = useState(false);
  const ask = () =>
    person !== null && run.mutate({ subject_kind: "trip", requester_id: person, amount_minor: amount ?? 0, is_over_standard: over });
  return (
    <div className={classes.fields}>
      <PersonPicker label={t("dry.person")} value={person} onChange={setPerson} />
      <MoneyInput label={t("dry.amount")} value={amount} onChange={setAmount} />
      <Checkbox label={t("dry.over")} checked={over} onChange={(event) => setOver(event.currentTarget.checked)} />
      <Button variant="light" onClick={ask} disabled={person === null} loading={run.isPending}>
        {t("dry.run")}
      </Button>
      {run.isError && <ProblemNotice error={run.error} />}
      {run.isSuccess && (
        <div role="status">
          <p className={classes.quiet}>{run.data.rule_name === "" ? t("dry.default") : t("dry.rule", { rule: run.data.rule_name })}</p>
          <ol className={classes.answer}>
            {run.data.steps.map((step, index) => (
              <li key={index}>
                {step.approver_names.join(t("dry.or"))}
                {step.is_replaced && <span className={classes.quiet}> {t("dry.replaced")}</span>}
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
