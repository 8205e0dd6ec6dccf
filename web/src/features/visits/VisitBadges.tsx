import { IconLock, IconMapPinCheck, IconMapPinExclamation, IconMapPinOff, IconMapPinQuestion } from "@tabler/icons-react";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Tone } from "../../ui/tone";
import type { CheckGrade, Visit } from "./queries";
import { useText } from "./text";

const GRADES = {
  verified: { tone: "go", icon: IconMapPinCheck },
  near: { tone: "marker", icon: IconMapPinQuestion },
  out_of_range: { tone: "stop", icon: IconMapPinExclamation },
  unverified: { tone: "plain", icon: IconMapPinOff },
} as const;

export function GradeBadge({ grade }: { grade: CheckGrade }) {
  const t = useText();
  const { tone, icon } = GRADES[grade];
  return <StatusBadge tone={tone} icon={icon} word={t(`grade.${grade}`)} />;
}

const STATES: Record<Visit["status"], Tone> = {
  planned: "plain",
  en_route: "road",
  checked_in: "road",
  checked_out: "marker",
  reported: "go",
  missed: "stop",
  cancelled: "plain",
};

export function VisitStateBadge({ status }: { status: Visit["status"] }) {
  const t = useText();
  return <StatusBadge tone={STATES[status]} word={t(`status.${status}`)} />;
}

const FIXED = new Set<Visit["certainty"]>(["exact", "confirmed"]);

/** How movable it is; what stands fast has a lock. */
export function CertaintyWord({ certainty }: { certainty: Visit["certainty"] }) {
  const t = useText();
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 4, color: "var(--rb-ink-2)", fontSize: 14, whiteSpace: "nowrap" }}>
      {FIXED.has(certainty) && <IconLock size={16} stroke={1.75} aria-hidden />}
      {t(`certainty.${certainty}`)}
    </span>
  );
}
