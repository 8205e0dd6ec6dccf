import type { ReactNode } from "react";
import classes from "./FactList.module.css";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names at the left, values beside them, hairlines between. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.list}>
      {facts.map((fact) => (
        <div key={fact.name} className={classes.fact}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
