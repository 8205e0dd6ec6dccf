import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./RecordCard.module.css";

interface RecordCardProps {
  title: ReactNode;
  /** The page of the record; without it the card is a button (`onOpen`) or plain. */
  to?: string;
  onOpen?: () => void;
  /** Before the title: time, avatar, icon. */
  lead?: ReactNode;
  /** One or two lines of facts. */
  facts?: ReactNode;
  /** At the right: amount, status. */
  aside?: ReactNode;
  selected?: boolean;
}

/** A record in a list: hairline below, whole row is the target. */
export function RecordCard({ title, to, onOpen, lead, facts, aside, selected }: RecordCardProps) {
  const inner = (
    <>
      {lead !== undefined && <span className={classes.lead}>{lead}</span>}
      <span className={classes.main}>
        <span className={classes.title}>{title}</span>
        {facts !== undefined && <span className={classes.facts}>{facts}</span>}
      </span>
      {aside !== undefined && <span className={classes.aside}>{aside}</span>}
      {to !== undefined && <IconChevronRight size={18} stroke={1.75} aria-hidden className={classes.go} />}
    </>
  );
  const shared = { className: classes.card, "data-selected": selected || undefined };
  if (to !== undefined)
    return (
      <Link to={to} {...shared}>
        {inner}
      </Link>
    );
  if (onOpen !== undefined)
    return (
      <button type="button" onClick={onOpen} {...shared}>
        {inner}
      </button>
    );
  return <div {...shared}>{inner}</div>;
}
