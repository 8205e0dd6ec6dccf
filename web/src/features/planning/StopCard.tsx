import { IconLock, IconPinFilled } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import classes from "./DayColumn.module.css";
import type { PlanStop } from "./queries";
import { useText } from "./text";
import { clock, useFacts, useReasons } from "./words";

interface StopCardProps {
  stop: PlanStop;
  number: number;
  canDrag: boolean;
  onOpen: () => void;
  onDrag: (accountId: string | null) => void;
}

/** One visit: when, who, why. Dragged to another day with the mouse, moved from its sheet by anybody. */
export function StopCard({ stop, number, canDrag, onOpen, onDrag }: StopCardProps) {
  const t = useText();
  const locale = useLocale();
  const facts = useFacts();
  const reasons = useReasons();
  const first = reasons(stop)[0]?.short;
  const fixed = stop.certainty === "exact" || stop.certainty === "confirmed";
  return (
    <li className={classes.stop}>
      {stop.leg_s > 0 && (
        <span className={classes.leg} style={{ display: "block" }}>
          {stop.leg_source === "estimate" && "≈ "}
          {formatDuration(stop.leg_s, locale)} · {formatDistance(stop.leg_m)}
        </span>
      )}
      <button
        type="button"
        className={classes.card}
        draggable={canDrag && !fixed}
        onClick={onOpen}
        onDragStart={(event) => {
          event.dataTransfer.setData("text/plain", stop.account.account_id);
          event.dataTransfer.effectAllowed = "move";
          onDrag(stop.account.account_id);
        }}
        onDragEnd={() => onDrag(null)}
      >
        <span className={classes.time}>{clock(stop.start_s)}</span>
        <span className={classes.number} data-pinned={stop.is_pinned || undefined}>
          {number}
        </span>
        <span className={classes.name}>{stop.account.name}</span>
        {fixed && <IconLock size={16} stroke={1.75} aria-label={t("fixed")} className={classes.pin} />}
        {!fixed && stop.is_pinned && <IconPinFilled size={16} aria-label={t("pinned")} className={classes.pin} />}
        <span className={classes.why}>{[...(first ? [first] : []), ...facts(stop.account)].join(" · ")}</span>
      </button>
    </li>
  );
}
