import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { asProblem, type FactorType, firstError, isIn, knock, pendingFactors } from "./door";
import classes from "./SignIn.module.css";
import { useText } from "./text";

interface PasswordFormProps {
  onDone: () => void;
  onFactor: (types: readonly FactorType[]) => void;
}

export function PasswordForm({ onDone, onFactor }: PasswordFormProps) {
  const t = useText();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const answer = await knock("POST", "/auth/login", { email: email.trim(), password });
      const factors = pendingFactors(answer);
      if (isIn(answer) || answer.status === 409) onDone();
      else if (factors !== null) onFactor(factors);
      else {
        const known = firstError(answer) === "email_password_mismatch";
        setProblem(known ? asProblem(t("signIn.wrong"), t("signIn.wrong.todo")) : asProblem(t("signIn.odd"), t("signIn.odd.todo")));
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void send(event)} className={classes.fields}>
      <TextInput
        label={t("field.email")}
        type="email"
        name="email"
        autoComplete="username webauthn"
        required
        withAsterisk={false}
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("field.password")}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        maxLength={256}
        visibilityToggleButtonProps={{ "aria-label": t("field.password.show") }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {problem !== null && <ProblemNotice error={problem} />}
      <Button type="submit" loading={busy} fullWidth size="lg">
        {t("signIn.go")}
      </Button>
    </form>
  );
}
