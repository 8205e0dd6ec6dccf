import { ActionIcon, Button, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { PersonPicker } from "../../ui/PersonPicker";
import classes from "./Approvals.module.css";
import type { Step } from "./queries";
import { useText } from "./text";

export const FIRST_STEP: Step = { approver: "leader", level: 1, role: "", person_id: null };
const CHOICES = ["leader:1", "leader:2", "leader:3", "role:finance", "role:admin", "person"] as const;
type Choice = (typeof CHOICES)[number];
const MOST = 8;

function choiceOf(step: Step): Choice {
  if (step.approver === "person") return "person";
  if (step.approver === "role") return step.role === "admin" ? "role:admin" : "role:finance";
  return step.level === 1 ? "leader:1" : step.level === 2 ? "leader:2" : "leader:3";
}

function stepOf(choice: Choice): Step {
  const [approver, what = ""] = choice.split(":") as [Step["approver"], string?];
  return { ...FIRST_STEP, approver, level: approver === "leader" ? Number(what) : 1, role: approver === "role" ? what : "" };
}

/** The steps of a chain, one after the other. */
export function StepFields({ steps, onChange }: { steps: readonly Step[]; onChange: (steps: readonly Step[]) => void }) {
  const t = useText();
  const put = (index: number, step: Step) => onChange(steps.map((old, at) => (at === index ? step : old)));
  return (
    <>
      {steps.map((step, index) => (
        <div key={index} className={classes.step}>
          <div>
            <Select
              label={t("rule.step", { step: index + 1 })}
              allowDeselect={false}
              data={CHOICES.map((value) => ({ value, label: t(`choice.${value}`) }))}
              value={choiceOf(step)}
              onChange={(choice) => choice !== null && put(index, stepOf(choice as Choice))}
            />
            {step.approver === "person" && (
              <PersonPicker label={t("step.person")} value={step.person_id ?? null} onChange={(person) => put(index, { ...step, person_id: person })} />
            )}
          </div>
          <ActionIcon aria-label={t("rule.step.remove", { step: index + 1 })} onClick={() => onChange(steps.filter((_, at) => at !== index))}>
            <IconTrash size={18} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      {steps.length < MOST && (
        <Button variant="subtle" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => onChange([...steps, FIRST_STEP])}>
          {t("rule.step.add")}
        </Button>
      )}
    </>
  );
}
