import { IconCheck, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import classes from "./ChainBar.module.css";
import { useUiText } from "./text";

export type ChainLink = "plan" | "request" | "approval" | "journey" | "expenses" | "result";
export type ChainState = "done" | "current" | "ahead" | "stopped";

export interface ChainStep {
  readonly link: ChainLink;
  readonly state: ChainState;
  /** Where it stands, by whom, since when: "等李明 3 小时". */
  readonly note?: string;
  /** The page of this link, when there is one. */
  readonly to?: string;
}

/** 计划 → 申请 → 审批 → 行程 → 费用 → 成果: always visible on a trip. */
export function ChainBar({ steps }: { steps: readonly ChainStep[] }) {
  const t = useUiText();
  return (
    <ol className={classes.chain} aria-label={t("chain")}>
      {steps.map((step) => {
        const word = t(`chain.${step.link}`);
        return (
          <li key={step.link} className={classes.step} data-state={step.state} aria-current={step.state === "current" ? "step" : undefined}>
            <span className={classes.mark} aria-hidden>
              {step.state === "done" && <IconCheck size={10} stroke={3.5} />}
              {step.state === "stopped" && <IconX size={10} stroke={3.5} />}
            </span>
            {step.to === undefined ? (
              <span className={classes.word}>{word}</span>
            ) : (
              <Link to={step.to} className={classes.word}>
                {word}
              </Link>
            )}
            <span className="visually-hidden">{t(`chain.state.${step.state}`)}</span>
            {step.note !== undefined && <span className={classes.note}>{step.note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
