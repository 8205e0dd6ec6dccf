import { Button, PasswordInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { forgetSession } from "../../api/session";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { asProblem, type FactorType, firstError, isIn, knock, pendingFactors } from "./door";
import { FactorForm } from "./FactorForm";
import { OpenFrame } from "./OpenFrame";
import { passwordProblem } from "./passwords";
import classes from "./SignIn.module.css";
import { useText } from "./text";

/** Where a welcome link leads: choose a password once, and you are in. */
export default function WelcomePage() {
  const t = useText();
  const go = useNavigate();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [factors, setFactors] = useState<readonly FactorType[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const enter = () => {
    forgetSession();
    void go({ to: "/today" });
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const key = window.location.hash.slice(1);
      const told = await knock("POST", "/auth/password/reset", { key, password });
      const pending = pendingFactors(told);
      if (isIn(told)) enter();
      else if (pending !== null) setFactors(pending);
      else if (told.errors?.[0]?.param === "key") setProblem(asProblem(t("welcome.used"), t("welcome.used.todo")));
      else if (told.status === 401) void go({ to: "/sign-in" });
      else setProblem(passwordProblem(t, firstError(told) ?? ""));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  if (factors !== null)
    return (
      <OpenFrame title={t("factor.title")} subtitle={t("factor.why")}>
        <FactorForm types={factors} onDone={enter} onBack={() => setFactors(null)} />
      </OpenFrame>
    );
  return (
    <OpenFrame title={t("welcome.title")} subtitle={t("welcome.why")}>
      <form className={classes.form} onSubmit={(event) => void send(event)}>
        <PasswordInput
          label={t("password.new")}
          description={t("password.rule")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="new-password"
          required
          withAsterisk={false}
          autoFocus
          visibilityToggleButtonProps={{ "aria-label": t("field.password.show") }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {problem !== null && <ProblemNotice error={problem} />}
        <Button type="submit" size="lg" fullWidth loading={busy}>
          {t("welcome.go")}
        </Button>
      </form>
    </OpenFrame>
  );
}
