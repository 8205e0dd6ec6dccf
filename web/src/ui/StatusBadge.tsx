import { IconAlertTriangle, IconCircle, IconCircleCheck, IconCircleDot, IconCircleX, type Icon } from "@tabler/icons-react";
import classes from "./StatusBadge.module.css";
import type { Tone } from "./tone";

const ICONS: Record<Tone, Icon> = {
  plain: IconCircle,
  road: IconCircleDot,
  marker: IconAlertTriangle,
  stop: IconCircleX,
  go: IconCircleCheck,
};

interface StatusBadgeProps {
  tone: Tone;
  word: string;
  icon?: Icon;
}

/** A state as word, icon and colour together. */
export function StatusBadge({ tone, word, icon }: StatusBadgeProps) {
  const Shown = icon ?? ICONS[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Shown size={14} stroke={2} aria-hidden />
      {word}
    </span>
  );
}
