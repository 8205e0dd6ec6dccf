import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { hasRole, useMe } from "../../api/session";
import { ReasonLine } from "../../ui/ReasonLine";
import { loadsQuery } from "./queries";
import { useText } from "./text";

const FULL_PCT = 100;

/** Territories that ask for more hours than there are: one's own, and those one leads. */
export function LoadNotes() {
  const t = useText();
  const me = useMe();
  const loads = useQuery(loadsQuery);
  const over = (loads.data ?? []).filter(({ load }) => load.load_pct > FULL_PCT && load.capacity_s > 0);
  if (over.length === 0) return null;
  return (
    <div role="note">
      {over.map(({ person_id, person_name, load }) => (
        <ReasonLine key={person_id} icon={IconAlertTriangle} tone="marker" facts={[t("load.over", { name: person_name, pct: load.load_pct, count: load.slipping })]} />
      ))}
      {hasRole(me, "manager") && <Link to="/plan/team">{t("load.plan")}</Link>}
    </div>
  );
}
