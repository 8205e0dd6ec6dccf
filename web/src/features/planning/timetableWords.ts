import type { components } from "../../api/schema";
import { useText } from "./text";

export const COLUMNS = {
  stations: ["name", "city", "mode", "position"],
  timetable: ["code", "from", "to", "departs", "arrives", "days", "prices", "valid_from", "valid_until"],
} as const;

export const REASONS = [
  "required",
  "too_long",
  "unknown_choice",
  "no_position",
  "unknown",
  "before_departure",
  "same_station",
  "before_first",
  "no_time",
  "no_date",
  "no_weekdays",
  "no_price",
  "unknown_station",
  "other_mode",
  "twice",
] as const;

const KNOWN = [...COLUMNS.stations, ...COLUMNS.timetable];

/** "Line 3, station: not known": what is wrong with a line of a file. */
export function useTrouble(): (trouble: components["schemas"]["LineTrouble"]) => string {
  const t = useText();
  return ({ line, column, reason }) => {
    const at = KNOWN.find((each) => each === column);
    const why = REASONS.find((each) => each === reason);
    return t("timetable.trouble", { line, column: at === undefined ? column : t(`timetable.column.${at}`), reason: why === undefined ? reason : t(`timetable.reason.${why}`) });
  };
}
