import { Button, Progress } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconListSearch, IconRoute } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatMoment } from "../../lib/dates";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { ColumnsSection } from "./ColumnsSection";
import { CountsBar } from "./CountsBar";
import { LinesSection } from "./LinesSection";
import { type ImportSummary, isWorking, useImport, useProgress, useSteps } from "./queries";
import classes from "./Rollout.module.css";
import { useText } from "./text";
import { KEPT_FOR, STATE_TONE } from "./words";

export default function ImportPage() {
  const { importId = "" } = useParams({ strict: false }) as { importId?: string };
  const t = useText();
  const batch = useImport(importId);
  if (batch.isPending || batch.isError)
    return (
      <Page title={t("imports.title")} back="/imports">
        {batch.isError ? <ProblemNotice error={batch.error} retry={() => void batch.refetch()} /> : <RecordSkeleton />}
      </Page>
    );
  return <Import batch={batch.data} />;
}

function Import({ batch }: { batch: ImportSummary }) {
  const t = useText();
  const locale = useLocale();
  const steps = useSteps(batch.id);
  const failed = steps.step.error ?? steps.map.error ?? steps.decide.error;
  const before = batch.state === "uploaded" || batch.state === "checked";
  const subtitle = `${formatMoment(batch.created_at, locale)} · ${t("lines", { count: batch.counts["lines"] ?? 0 })} · ${batch.form.replace("-sig", "").toUpperCase()}`;
  return (
    <Page
      title={batch.name}
      subtitle={subtitle}
      back="/imports"
      actions={
        <>
          <StatusBadge tone={STATE_TONE[batch.state]} word={t(`state.${batch.state}`)} />
          {batch.state === "applied" && (
            <Button variant="subtle" leftSection={<IconArrowBackUp size={20} stroke={1.75} aria-hidden />} loading={steps.step.isPending} onClick={() => steps.step.mutate("undo")}>
              {t("do.undo")}
            </Button>
          )}
        </>
      }
      primary={<NextStep batch={batch} steps={steps} />}
    >
      {failed !== null && <ProblemNotice error={failed} />}
      <p className={classes.lead}>{t(`lead.${batch.state}`, { count: batch.counts["to_create"] ?? 0, made: batch.counts["created"] ?? 0, removed: batch.counts["removed"] ?? 0 })}</p>
      {batch.state === "undone" && <KeptReasons batch={batch} />}
      {isWorking(batch) && <Working batch={batch} />}
      {batch.state !== "uploaded" && !isWorking(batch) && <CountsBar batch={batch} />}
      {batch.state !== "uploaded" && !isWorking(batch) && (
        <LinesSection batch={batch} onDecide={batch.state === "checked" ? (line, decision) => steps.decide.mutate({ line, decision }) : undefined} />
      )}
      {before && <ColumnsSection batch={batch} onChange={(columns) => steps.map.mutate(columns)} />}
    </Page>
  );
}

/** Why customers stayed when the import was undone, with how many for each reason. */
function KeptReasons({ batch }: { batch: ImportSummary }) {
  const t = useText();
  const reasons = KEPT_FOR.filter((reason) => (batch.counts[`kept_${reason}`] ?? 0) > 0);
  if (reasons.length === 0) return null;
  const words = reasons.map((reason) => t("kept.count", { reason: t(`kept.${reason}`), count: batch.counts[`kept_${reason}`] ?? 0 }));
  return <p className={classes.hint}>{t("kept.because", { count: batch.counts["kept"] ?? 0, reasons: words.join(t("why.and")) })}</p>;
}

interface NextStepProps {
  batch: ImportSummary;
  steps: ReturnType<typeof useSteps>;
}

/** The one thing to do now; after the import, the plan that it was for. */
function NextStep({ batch, steps }: NextStepProps) {
  const t = useText();
  const busy = steps.step.isPending || steps.map.isPending;
  if (batch.state === "uploaded")
    return (
      <Button leftSection={<IconListSearch size={20} stroke={1.75} aria-hidden />} loading={busy} disabled={batch.columns["name"] === undefined} onClick={() => steps.step.mutate("check")}>
        {t("do.check")}
      </Button>
    );
  if (batch.state === "checked") {
    const count = batch.counts["to_create"] ?? 0;
    return (
      <Button leftSection={<IconCheck size={20} stroke={1.75} aria-hidden />} loading={busy} disabled={count === 0} onClick={() => steps.step.mutate("apply")}>
        {t("do.apply", { count })}
      </Button>
    );
  }
  if (batch.state === "applied")
    return (
      <Button component={Link} to="/plan" leftSection={<IconRoute size={20} stroke={1.75} aria-hidden />}>
        {t("do.plan")}
      </Button>
    );
  return null;
}

function Working({ batch }: { batch: ImportSummary }) {
  const t = useText();
  const { data } = useProgress(batch);
  const total = data?.progress_total ?? 0;
  const done = data?.progress_done ?? 0;
  const share = total > 0 ? (100 * done) / total : 0;
  return (
    <div className={classes.working} role="status">
      <Progress value={share} animated aria-label={t(`state.${batch.state}`)} />
      <p className={classes.hint}>{total > 0 ? t("progress", { done, total }) : t("progress.waiting")}</p>
    </div>
  );
}
