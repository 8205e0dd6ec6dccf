import { IconAlertTriangle } from "@tabler/icons-react";
import type { components } from "../../../api/schema";
import { ReasonLine } from "../../../ui/ReasonLine";
import { useText } from "../text";
import classes from "./TeamBoard.module.css";

type PersonLoad = components["schemas"]["PersonLoad"];
const FULL_PCT = 100;
const ROOMY_PCT = 80;
const MOST_NAMED = 3;

/** Territories that ask for more hours than there are, and who has room. */
export function LoadNotes({ loads }: { loads: readonly PersonLoad[] }) {
  const t = useText();
  const over = loads.filter(({ load }) => load.load_pct > FULL_PCT && load.capacity_s > 0);
  if (over.length === 0) return null;
  const roomy = loads.filter(({ load }) => load.capacity_s > 0 && load.customers > 0 && load.load_pct < ROOMY_PCT).sort((a, b) => a.load.load_pct - b.load.load_pct);
  const names = roomy.slice(0, MOST_NAMED).map(({ person_name, load }) => `${person_name} ${load.load_pct} %`);
  return (
    <div role="note" className={classes.notes}>
      {over.map(({ person_id, person_name, load }) => (
        <ReasonLine key={person_id} icon={IconAlertTriangle} facts={[t("team.over", { name: person_name, pct: load.load_pct, count: load.slipping })]} />
      ))}
      <ReasonLine facts={[t("team.over.options"), ...(names.length > 0 ? [t("team.over.room", { names: names.join(t("comma")) })] : [])]} />
    </div>
  );
}
