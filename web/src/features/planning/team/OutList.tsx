import { Button } from "@mantine/core";
import { useState } from "react";
import { useText } from "../text";
import classes from "./TeamBoard.module.css";

const FIRST = 6;

interface Out {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/** Customers nobody visits, each with why; a tap gives one to somebody. */
export function OutList({ outs, onTake }: { outs: readonly Out[]; onTake: (accountId: string, name: string) => void }) {
  const t = useText();
  const [all, setAll] = useState(false);
  return (
    <>
      {(all ? outs : outs.slice(0, FIRST)).map(({ id, name, why }) => (
        <button key={id} type="button" className={classes.stop} onClick={() => onTake(id, name)}>
          <span>{name}</span>
          <span className={classes.quiet}>{why}</span>
        </button>
      ))}
      {!all && outs.length > FIRST && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t("left.all", { count: outs.length })}
        </Button>
      )}
    </>
  );
}
