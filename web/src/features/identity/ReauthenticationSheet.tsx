import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { asProblem, type FactorType, isIn, knock } from "./door";
import classes from "./Identity.module.css";
import { passkeysWork, provePasskey } from "./passkey";
import { useText } from "./text";

interface ReauthenticationSheetProps {
  opened: boolean;
  types: readonly FactorType[];
  onClose: () => void;
  onDone: () => void;
}

/** Before something about safety changes: is it still you? Password, code or passkey. */
export function ReauthenticationSheet({ opened, types, onClose, onDone }: ReauthenticationSheetProps) {
  const t = useText();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<boolean>) => {
    setBusy(true);
    setProblem(null);
    try {
      if (!(await work())) throw asProblem(t("again.wrong"), t("again.wrong.todo"));
      setPassword("");
      setCode("");
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () =>
      isIn(
        code === ""
          ? await knock("POST", "/auth/reauthenticate", { password })
          : await knock("POST", "/auth/2fa/reauthenticate", { code: code.trim() }),
      ),
    );
  };

  return (
    <Sheet opened={opened} onClose={onClose} title={t("again.title")}>
      <form className={classes.fields} onSubmit={send}>
        <p className={classes.note}>{t("again.why")}</p>
        <PasswordInput
          label={t("field.password")}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("field.password.show") }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {types.includes("totp") && (
          <TextInput
            label={t("again.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {problem !== null && <ProblemNotice error={problem} />}
        <Button type="submit" loading={busy}>
          {t("again.go")}
        </Button>
        {types.includes("webauthn") && passkeysWork() && (
          <Button
            variant="default"
            onClick={() => void attempt(async () => (await provePasskey("reauthenticate")) === "done")}
          >
            {t("signIn.passkey")}
          </Button>
        )}
      </form>
    </Sheet>
  );
}
