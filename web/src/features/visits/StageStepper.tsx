import { IconCheck } from "@tabler/icons-react";
import type { components } from "../../api/schema";
import { useText } from "./text";
import classes from "./ReportPage.module.css";

type Schemas = components["schemas"];

interface StageStepperProps {
  deal: Schemas["OpportunitySummary"];
  stages: readonly Schemas["StageChoice"][];
  value: string;
  onChange: (stageId: string) => void;
}

/** The pipeline as a line; a tap moves the deal. Lost deals are closed on their own page, with a reason. */
export function StageStepper({ deal, stages, value, onChange }: StageStepperProps) {
  const t = useText();
  const pipeline = stages.find((stage) => stage.id === deal.stage_id)?.pipeline_id;
  const shown = stages.filter((stage) => stage.pipeline_id === pipeline && stage.stage_type !== "lost");
  const at = shown.findIndex((stage) => stage.id === value);
  return (
    <fieldset className={classes.stages}>
      <legend className="visually-hidden">{t("report.stage")}</legend>
      {shown.map((stage, index) => (
        <label key={stage.id} className={classes.stage} data-passed={index <= at || undefined} data-here={index === at || undefined}>
          <input type="radio" className="visually-hidden" name="stage" checked={index === at} onChange={() => onChange(stage.id)} />
          <span className={classes.mark} aria-hidden>
            {index === at && <IconCheck size={14} stroke={3} />}
          </span>
          {stage.name}
        </label>
      ))}
    </fieldset>
  );
}
