import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import classes from "./Page.module.css";
import { SyncWord } from "./SyncWord";
import { useUiText } from "./text";
import { useIsPhone } from "./useIsPhone";

interface PageProps {
  title: string;
  /** One line of facts under the title. */
  subtitle?: ReactNode;
  /** Where "back" leads; pages of the main navigation have none. */
  back?: string;
  /** Secondary actions beside the title. */
  actions?: ReactNode;
  /** The one primary button: within the thumb's reach on a phone, at the top right on a desktop. */
  primary?: ReactNode;
  /** Narrow: one column to read. Normal: lists. Full: maps, boards and tables use all the width. */
  width?: "narrow" | "normal" | "full";
  children: ReactNode;
}

/** Every page's frame: title, live state in words, content, one primary action. */
export function Page({ title, subtitle, back, actions, primary, width = "normal", children }: PageProps) {
  const t = useUiText();
  const phone = useIsPhone();
  useEffect(() => {
    document.title = title === "" ? t("app") : `${title} · ${t("app")}`;
  }, [title, t]);
  return (
    <div className={classes.page} data-width={width} data-primary={primary !== undefined || undefined} data-record={back !== undefined || undefined}>
      <header className={classes.header}>
        {back !== undefined && (
          <ActionIcon component={Link} to={back} aria-label={t("back")} className={classes.back ?? ""} color="gray">
            <IconChevronLeft size={24} stroke={1.75} />
          </ActionIcon>
        )}
        <div className={classes.words}>
          <div className={classes.titleRow}>
            <h1 className={classes.title}>{title}</h1>
            <SyncWord />
          </div>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        <div className={classes.actions}>
          {actions}
          {phone && back === undefined && (
            <ActionIcon aria-label={t("search")} onClick={() => window.dispatchEvent(new Event("roadbook:search"))}>
              <IconSearch size={22} stroke={1.75} />
            </ActionIcon>
          )}
          {!phone && primary}
        </div>
      </header>
      <div className={classes.body}>{children}</div>
      {phone && primary !== undefined && <div className={classes.primary}>{primary}</div>}
    </div>
  );
}
