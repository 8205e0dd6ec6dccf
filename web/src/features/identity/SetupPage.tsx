import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ListSkeleton } from "../../ui/Skeletons";
import { OpenFrame } from "./OpenFrame";
import { meQuery, teamsQuery } from "./queries";
import { SetupCompany } from "./SetupCompany";
import { SetupDone } from "./SetupDone";
import { SetupFactor } from "./SetupFactor";
import { SetupTeam } from "./SetupTeam";
import classes from "./Setup.module.css";
import { useText } from "./text";

const STEPS = ["company", "factor", "team", "done"] as const;
type Step = (typeof STEPS)[number];

/** The first run: company and admin → second factor → first team and standards → customers. The server knows how far we are. */
export default function SetupPage() {
  const t = useText();
  const welcome = useQuery({ queryKey: ["welcome"], queryFn: () => answer(api.GET("/api/v1/identity/welcome")) });
  const isFounded = welcome.data?.is_set_up === true;
  const me = useQuery({ ...meQuery, enabled: isFounded, retry: false });
  const isReady = me.data?.must_set_up_second_factor === false;
  // The step stays until its recovery codes have been kept: the server shows them once.
  const [factorStep, setFactorStep] = useState<"unseen" | "open" | "left">("unseen");
  if (me.data?.must_set_up_second_factor === true && factorStep === "unseen") setFactorStep("open");
  const isAtFactor = !isReady || factorStep === "open";
  const teams = useQuery({ ...teamsQuery, enabled: isReady });

  const isOut = me.error instanceof Problem && me.error.body.status === 401;
  if (isOut) return <Navigate to="/sign-in" replace />;
  const step: Step = !isFounded ? "company" : isAtFactor ? "factor" : teams.data?.length === 0 ? "team" : "done";
  const error = welcome.error ?? me.error ?? teams.error;
  const waits = welcome.isPending || (isFounded && me.isPending) || (!isAtFactor && teams.isPending);
  return (
    <OpenFrame title={t(`setup.${step}.title`)} subtitle={t(`setup.${step}.why`)}>
      <ol className={classes.steps} aria-label={t("setup.steps")}>
        {STEPS.map((one) => (
          <li
            key={one}
            className={classes.step}
            data-done={STEPS.indexOf(one) < STEPS.indexOf(step) || undefined}
            aria-current={one === step ? "step" : undefined}
          >
            {t(`setup.${one}.word`)}
          </li>
        ))}
      </ol>
      {error !== null ? (
        <ProblemNotice error={error} retry={() => window.location.reload()} />
      ) : waits ? (
        <ListSkeleton rows={4} />
      ) : (
        <>
          {step === "company" && <SetupCompany />}
          {step === "factor" && <SetupFactor isReady={isReady} onDone={() => setFactorStep("left")} />}
          {step === "team" && me.data !== undefined && <SetupTeam me={me.data} />}
          {step === "done" && <SetupDone />}
        </>
      )}
    </OpenFrame>
  );
}
