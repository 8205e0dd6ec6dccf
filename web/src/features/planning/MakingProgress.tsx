import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import classes from "./PlanBoard.module.css";
import { jobQuery, type Plan, planQuery, stopPlan } from "./queries";
import { useText } from "./text";

const STEPS = ["gathered", "driven", "solving", "explained"] as const;

/** How far the planner is, in words and a bar, and the way to be content with the best so far. */
export function MakingProgress({ plan }: { plan: Plan }) {
  const t = useText();
  const client = useQueryClient();
  const job = useQuery(jobQuery(plan.job_id));
  const ended = job.data !== undefined && job.data.state !== "queued" && job.data.state !== "running";
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: planQuery(plan.id).queryKey });
  }, [ended, client, plan.id]);
  const stop = useMutation({
    mutationFn: () => stopPlan(plan),
    onSuccess: (after) => client.setQueryData(planQuery(plan.id).queryKey, after),
  });
  const stopping = job.data?.state === "cancelled";
  const lost = job.data?.state === "dead" || (stopping && !stop.isSuccess);
  const done = job.data === undefined || job.data.progress_total === 0 ? 2 : (job.data.progress_done * 100) / job.data.progress_total;
  const step = STEPS.find((each) => each === job.data?.progress_note) ?? "gathered";
  return (
    <div className={classes.making} role="status" aria-live="polite">
      <p className={classes.makingTitle}>{t("making")}</p>
      <Progress value={done} aria-label={t("making")} size="lg" />
      <p className={classes.quiet}>{stopping ? t("making.stopping") : t(`making.${step}`)}</p>
      {job.isError && <ProblemNotice error={job.error} />}
      {job.data?.state === "dead" && <p role="alert">{t("making.dead")}</p>}
      {stop.isError && <ProblemNotice error={stop.error} />}
      {(!stopping || lost) && (
        <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
          {lost ? t("making.back") : t("making.stop")}
        </Button>
      )}
    </div>
  );
}
