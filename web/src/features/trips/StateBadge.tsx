import { StatusBadge } from "../../ui/StatusBadge";
import type { Tone } from "../../ui/tone";
import type { TripState } from "./queries";
import { useText } from "./text";

const TONES: Record<TripState, Tone> = {
  draft: "plain",
  submitted: "road",
  rejected: "stop",
  recalled: "plain",
  approved: "go",
  in_progress: "road",
  changing: "marker",
  change_submitted: "road",
  completed: "go",
  closed: "plain",
  cancelled: "plain",
};

export function StateBadge({ state }: { state: TripState }) {
  const t = useText();
  return <StatusBadge tone={TONES[state]} word={t(`state.${state}`)} />;
}
