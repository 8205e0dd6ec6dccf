import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ReasonLine.module.css";
import type { Tone } from "./tone";

interface ReasonLineProps {
  /** Facts, joined by a middle dot into one sentence: 逾期 12 天 · A 类 · 商机 ¥ 420k 在谈. */
  facts: readonly ReactNode[];
  icon?: Icon;
  tone?: Tone;
}

export function ReasonLine({ facts, icon: Shown, tone = "plain" }: ReasonLineProps) {
  return (
    <p className={classes.line} data-tone={tone} data-icon={Shown !== undefined || undefined}>
      {Shown !== undefined && <Shown size={20} stroke={1.75} aria-hidden className={classes.icon} />}
      <span>
        {facts.map((fact, index) => (
          <span key={index}>
            {index > 0 && " · "}
            {fact}
          </span>
        ))}
      </span>
    </p>
  );
}
