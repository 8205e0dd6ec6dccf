import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "../../api/session";
import classes from "./Travel.module.css";
import { clockOf, profileQuery } from "./travel";
import { useText } from "./text";

/** What a plan will start from, with the way to change it. */
export function TravelNote() {
  const t = useText();
  const me = useMe();
  const { data: profile } = useQuery(profileQuery(me.id));
  if (profile === undefined) return null;
  const first = profile.hours?.[0];
  const facts = [
    profile.start_name === "" ? t("travel.none") : t("travel.fromPlace", { name: profile.start_name }),
    first === undefined ? "" : `${clockOf(first.from_minute)}–${clockOf(first.until_minute)}`,
    t("travel.mostVisits", { count: profile.max_visits ?? 0 }),
  ].filter(Boolean);
  return (
    <Link to="/plan/travel" className={classes.mine} data-missing={profile.start === null || undefined}>
      <span>{facts.join(" · ")}</span>
      <strong>{t(profile.is_default === true ? "travel.setUp" : "travel.change")}</strong>
    </Link>
  );
}
