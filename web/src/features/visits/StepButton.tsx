import { Button } from "@mantine/core";
import { IconMapPin, IconPencil } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { useGeo } from "../../device/geo";
import { formatDistance } from "../../lib/distance";
import { metresBetween } from "../../lib/geo";
import { useCheck } from "./actions";
import type { Stop } from "./queries";
import { useText } from "./text";

type Geo = ReturnType<typeof useGeo>;

/** What the button knows of the place before it is pressed. */
function useEvidence(stop: Stop, { state, fix }: Geo): string {
  const t = useText();
  if (fix === null) return state === "blocked" || state === "missing" ? t("geo.none") : t("geo.warming");
  const accuracy = t("geo.accuracy", { metres: Math.round(fix.accuracy_m) });
  const place = stop.position;
  if (place === null || place === undefined) return accuracy;
  return `${t("geo.distance", { distance: formatDistance(metresBetween(fix, place)) })} · ${accuracy}`;
}

/** The day's one primary button: arrive, then leave and write it down. */
export function StepButton({ stop, geo }: { stop: Stop; geo: Geo }) {
  const t = useText();
  const go = useNavigate();
  const evidence = useEvidence(stop, geo);
  const arrive = useCheck("in");
  const leave = useCheck("out");
  const visitId = stop.visit.id;
  if (stop.visit.status === "checked_in")
    return (
      <Button
        size="lg"
        leftSection={<IconPencil size={22} stroke={1.75} />}
        loading={leave.isPending}
        onClick={() =>
          leave.mutate({ visitId, fix: geo.fix }, { onSuccess: () => void go({ to: "/visits/$visitId/report", params: { visitId } }) })
        }
      >
        {t("step.leave")}
      </Button>
    );
  return (
    <Button
      size="lg"
      leftSection={<IconMapPin size={22} stroke={1.75} />}
      loading={arrive.isPending}
      onClick={() => arrive.mutate({ visitId, fix: geo.fix })}
    >
      {t("step.arrive")}
      <span style={{ marginLeft: 10, fontSize: 14, fontWeight: 400 }}>{evidence}</span>
    </Button>
  );
}
