import { SegmentedControl } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { setLocale } from "../../i18n/i18n";
import { useLocale } from "../../i18n/text";
import type { Locale } from "../../lib/dates";
import classes from "./OpenFrame.module.css";
import { RoadDrawing } from "./RoadDrawing";
import { useText } from "./text";

interface OpenFrameProps {
  title: string;
  subtitle?: string | undefined;
  children: ReactNode;
}

/** The frame of pages before sign-in: mark, title, one column; on the desktop the road beside it. */
export function OpenFrame({ title, subtitle, children }: OpenFrameProps) {
  const t = useText();
  const locale = useLocale();
  useEffect(() => {
    document.title = `${title} · ${t("app")}`;
  }, [title, t]);
  return (
    <div className={classes.frame}>
      <main className={classes.column}>
        <header className={classes.head}>
          <span className={classes.brand}>
            <img src="/icon.svg" alt="" className={classes.mark} />
            {t("app")}
          </span>
          <SegmentedControl
            aria-label={t("language")}
            value={locale}
            onChange={(value) => void setLocale(value as Locale)}
            data={[
              { value: "zh-Hans", label: "中文" },
              { value: "en", label: "English" },
            ]}
          />
        </header>
        <div className={classes.content}>
          <h1 className={classes.title}>{title}</h1>
          {subtitle !== undefined && <p className={classes.subtitle}>{subtitle}</p>}
          {children}
        </div>
      </main>
      <aside className={classes.side} aria-hidden>
        <RoadDrawing />
      </aside>
    </div>
  );
}
