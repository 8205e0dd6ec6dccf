import type { ReactNode } from "react";
import classes from "./Insights.module.css";

interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  /** What the number rests on, in a few words. */
  readonly note?: ReactNode;
  readonly tone?: "go" | "stop";
}

/** A row of large numbers, each with its name and what it rests on. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map((figure) => (
        <div key={figure.name} className={classes.figure} data-tone={figure.tone}>
          <dt>{figure.name}</dt>
          <dd className={classes.value}>{figure.value}</dd>
          {figure.note !== undefined && <dd className={classes.note}>{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
