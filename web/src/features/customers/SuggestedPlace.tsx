import { Button } from "@mantine/core";
import { ProblemNotice } from "../../ui/ProblemNotice";
import classes from "./Customers.module.css";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { PositionTask } from "./words";
import { acceptPlace, judgeFindable } from "./writes";

/** What a geocoder suggests for a customer, to be accepted, or that there is nothing to be found. */
export function SuggestedPlace({ task, onDone }: { task: PositionTask; onDone: () => void }) {
  const t = useText();
  const write = useWrite(onDone);
  const { account, suggestion } = task;
  const isUnfindable = task.reason === "unfindable";
  const accept = () => write.mutate({ said: t("positions.accepted", { name: account.name }), call: () => acceptPlace(account.id) });
  const judge = () =>
    write.mutate({
      said: t(isUnfindable ? "positions.again" : "positions.judged", { name: account.name }),
      call: () => judgeFindable(account.id, !isUnfindable),
    });
  return (
    <>
      {suggestion !== null && (
        <p className={classes.hint}>{t("positions.suggests", { label: suggestion.label, sure: t(`positions.confidence.${suggestion.confidence}`) })}</p>
      )}
      <div className={classes.pair}>
        {suggestion !== null && suggestion.position !== null && (
          <Button variant="light" loading={write.isPending} onClick={accept}>
            {t("positions.accept")}
          </Button>
        )}
        <Button variant="default" loading={write.isPending} onClick={judge}>
          {t(isUnfindable ? "positions.findable" : "positions.unfindable")}
        </Button>
      </div>
      {write.isError && <ProblemNotice error={write.error} />}
    </>
  );
}
