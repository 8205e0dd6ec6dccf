import { Anchor } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ImportSummary } from "./queries";
import classes from "./Rollout.module.css";
import { useText } from "./text";
import { FILTERS, LINE_TONE } from "./words";

/** How many lines of each kind, and the way to get the ones left out as a file. */
export function CountsBar({ batch }: { batch: ImportSummary }) {
  const t = useText();
  const shown = FILTERS.filter((state) => (batch.counts[state] ?? 0) > 0);
  const out = (["error", "failed", "skipped"] as const).some((state) => (batch.counts[state] ?? 0) > 0);
  return (
    <div className={classes.counts}>
      {shown.map((state) => (
        <div key={state} className={classes.count} data-tone={LINE_TONE[state]}>
          <span className={classes.number}>{(batch.counts[state] ?? 0).toLocaleString("en-US")}</span>
          <span>{t(`line.${state}`)}</span>
        </div>
      ))}
      {out && (
        <Anchor className={classes.download ?? ""} href={`/api/v1/rollout/imports/${batch.id}/left-out.csv`}>
          <IconDownload size={18} stroke={1.75} aria-hidden />
          {t("download.left_out")}
        </Anchor>
      )}
    </div>
  );
}
