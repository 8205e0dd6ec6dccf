import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

interface EmptyStateProps {
  icon: Icon;
  /** What this place is for. */
  title: string;
  /** One more sentence, if it helps. */
  hint?: string;
  /** The first step, as a verb; with `to` a link, with `onAction` a button. */
  action?: string;
  to?: string;
  onAction?: () => void;
  children?: ReactNode;
}

export function EmptyState({ icon: Shown, title, hint, action, to, onAction, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Shown size={32} stroke={1.5} aria-hidden />
      </span>
      <p className={classes.title}>{title}</p>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {action !== undefined && to !== undefined && (
        <Button component={Link} to={to} variant="light">
          {action}
        </Button>
      )}
      {action !== undefined && to === undefined && (
        <Button variant="light" onClick={onAction}>
          {action}
        </Button>
      )}
      {children}
    </div>
  );
}
