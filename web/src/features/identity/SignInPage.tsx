import { Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { forgetSession } from "../../api/session";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ListSkeleton } from "../../ui/Skeletons";
import { DemoPeople } from "./DemoPeople";
import { asProblem, type FactorType } from "./door";
import { FactorForm } from "./FactorForm";
import { OpenFrame } from "./OpenFrame";
import { passkeysWork, provePasskey } from "./passkey";
import { PasswordForm } from "./PasswordForm";
import classes from "./SignIn.module.css";
import { useText } from "./text";

/** Only our own pages: "/trips/1", never "//elsewhere". */
function safeNext(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/today";
}

export default function SignInPage() {
  const t = useText();
  const go = useNavigate();
  const search: { next?: unknown } = useSearch({ strict: false });
  const [factors, setFactors] = useState<readonly FactorType[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const welcome = useQuery({ queryKey: ["welcome"], queryFn: () => answer(api.GET("/api/v1/identity/welcome")) });

  const enter = () => {
    forgetSession();
    void go({ href: safeNext(search.next) });
  };
  const byPasskey = async () => {
    setProblem(null);
    try {
      const end = await provePasskey("login");
      if (end === "done") enter();
      else if (end === "refused") setProblem(asProblem(t("passkey.refused"), t("passkey.refused.todo")));
    } catch (error) {
      setProblem(error);
    }
  };

  if (welcome.data !== undefined && !welcome.data.is_set_up) return <Navigate to="/setup" replace />;
  if (welcome.isPending)
    return (
      <OpenFrame title={t("signIn.title")}>
        <ListSkeleton rows={3} />
      </OpenFrame>
    );
  if (factors !== null)
    return (
      <OpenFrame title={t("factor.title")} subtitle={t("factor.why")}>
        <FactorForm types={factors} onDone={enter} onBack={() => setFactors(null)} />
      </OpenFrame>
    );
  const company = welcome.data?.company_name ?? "";
  return (
    <OpenFrame title={t("signIn.title")} subtitle={company === "" ? undefined : company}>
      {welcome.isError && <ProblemNotice error={welcome.error} retry={() => void welcome.refetch()} />}
      {welcome.data?.is_demo && <DemoPeople people={welcome.data.demo_people} onDone={enter} />}
      <div className={classes.form}>
        {welcome.data?.is_demo && <h2 className={classes.or}>{t("signIn.own")}</h2>}
        <PasswordForm onDone={enter} onFactor={setFactors} />
        {passkeysWork() && (
          <Button variant="default" fullWidth leftSection={<IconFingerprint size={20} stroke={1.75} />} onClick={() => void byPasskey()}>
            {t("signIn.passkey")}
          </Button>
        )}
        {problem !== null && <ProblemNotice error={problem} />}
        <p className={classes.hint}>{t("signIn.forgot")}</p>
      </div>
    </OpenFrame>
  );
}
