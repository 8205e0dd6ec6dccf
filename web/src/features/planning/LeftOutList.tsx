import { Button } from "@mantine/core";
import { useState } from "react";
import classes from "./PlanBoard.module.css";
import type { LeftOut, Plan } from "./queries";
import { useText } from "./text";
import { useFacts } from "./words";

const FIRST = 6;

/** Who is not in, the most valuable first, each with why. */
export function LeftOutList({ plan, onOpen }: { plan: Plan; onOpen: (out: LeftOut) => void }) {
  const t = useText();
  const facts = useFacts();
  const [all, setAll] = useState(false);
  const shown = all ? plan.left_out : plan.left_out.slice(0, FIRST);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((out) => (
          <li key={out.account.account_id}>
            <button type="button" className={classes.out} onClick={() => onOpen(out)}>
              <span className={classes.outName}>{out.account.name}</span>
              <span className={classes.quiet}>{[out.is_excluded ? t("excluded") : t(`constraint.${out.constraint}`), ...facts(out.account).slice(0, 2)].join(" · ")}</span>
            </button>
          </li>
        ))}
      </ul>
      {!all && plan.left_out.length > FIRST && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t("left.all", { count: plan.left_out.length })}
        </Button>
      )}
    </>
  );
}
