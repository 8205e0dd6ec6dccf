import type { Plan } from "./queries";
import { useText } from "./text";

const TROUBLES = [
  "planning.road_quota_used_up",
  "planning.road_key_refused",
  "planning.road_not_covered",
  "core.no_answer",
  "core.unreadable_answer",
] as const;
const SOURCES = ["osrm", "valhalla", "amap", "tencent"] as const;

/** Where a plan's travel times come from, what they were adjusted by, and what went wrong. */
export function RoadNote({ settings }: { settings: NonNullable<Plan["settings"]> }) {
  const t = useText();
  const { travel } = settings;
  const source = SOURCES.find((one) => one === travel.source);
  const trouble = TROUBLES.find((one) => one === travel.trouble);
  const named = source === undefined ? "" : t(`source.${source}`);
  const regions = travel.calibrations.map((one) =>
    t("made.region", { name: one.region_name || t("made.elsewhere"), factor: (one.factor_pct / 100).toFixed(2) }),
  );
  const sentences = [
    source === undefined ? t("made.estimate") : t("made.roads", { legs: travel.legs, wanted: travel.wanted_legs, source: named }),
    trouble === undefined ? "" : t(`made.trouble.${trouble}`, { source: named }),
    regions.length === 0
      ? ""
      : t("made.calibrated", { count: travel.calibrations.reduce((sum, one) => sum + one.observations, 0), regions: regions.join(", ") }),
  ];
  return <> {sentences.filter(Boolean).join(" ")}</>;
}
