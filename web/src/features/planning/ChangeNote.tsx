import { IconArrowsLeftRight } from "@tabler/icons-react";
import { ReasonLine } from "../../ui/ReasonLine";
import classes from "./PlanBoard.module.css";
import type { Plan } from "./queries";
import { useText } from "./text";
import { useDifference } from "./words";

/** What the last change did, so that nothing moves unseen. */
export function ChangeNote({ plan }: { plan: Plan }) {
  const t = useText();
  const difference = useDifference();
  const { change } = plan;
  if (change === null || (plan.state !== "ready" && change.cause !== "replanned")) return null;
  const causes = ["improved", "moved", "pinned", "unpinned", "excluded", "restored", "forced", "replanned"] as const;
  const cause = causes.find((each) => each === change.cause);
  const facts = [
    cause === undefined ? "" : t(`change.${cause}`, { name: change.account_name }),
    difference(change, plan.money?.currency ?? "CNY"),
    change.removed.length > 0 && change.cause !== "excluded" ? t("change.removed", { count: change.removed.length }) : "",
    change.added.length > 0 && change.cause !== "forced" ? t("change.added", { count: change.added.length }) : "",
  ].filter(Boolean);
  return (
    <div className={classes.change} role="status">
      <ReasonLine icon={IconArrowsLeftRight} facts={facts} />
    </div>
  );
}
