import { Button, PinInput, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { asProblem, type FactorType, isIn, knock } from "./door";
import { passkeysWork, provePasskey } from "./passkey";
import classes from "./SignIn.module.css";
import { useText } from "./text";

interface FactorFormProps {
  types: readonly FactorType[];
  onDone: () => void;
  onBack: () => void;
}

/** The second step: six digits of the app, a passkey, or one of the recovery codes. */
export function FactorForm({ types, onDone, onBack }: FactorFormProps) {
  const t = useText();
  const [way, setWay] = useState<"totp" | "recovery">(types.includes("totp") ? "totp" : "recovery");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);

  const attempt = async (work: () => Promise<boolean>, title: string, todo: string) => {
    setBusy(true);
    setProblem(null);
    try {
      if (await work()) onDone();
      else {
        setCode("");
        setTries((count) => count + 1);
        setProblem(asProblem(title, todo));
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const sendCode = (value: string) => {
    const wrong = way === "totp" ? t("factor.wrong.todo") : t("factor.recovery.wrong.todo");
    return attempt(async () => isIn(await knock("POST", "/auth/2fa/authenticate", { code: value.trim() })), t("factor.wrong"), wrong);
  };
  const sendPasskey = () =>
    attempt(async () => (await provePasskey("authenticate")) === "done", t("passkey.refused"), t("passkey.refused.todo"));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void sendCode(code);
  };

  return (
    <form onSubmit={onSubmit} className={classes.form}>
      {way === "totp" ? (
        <div>
          <p className={classes.label} id="factor-code">
            {t("factor.code")}
          </p>
          <PinInput
            key={tries}
            length={6}
            placeholder=""
            type="number"
            size="lg"
            oneTimeCode
            autoFocus
            aria-labelledby="factor-code"
            aria-label={t("factor.code")}
            value={code}
            onChange={setCode}
            onComplete={(value) => void sendCode(value)}
          />
        </div>
      ) : (
        <TextInput
          label={t("factor.recovery")}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
          withAsterisk={false}
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      {problem !== null && <ProblemNotice error={problem} />}
      <Button type="submit" loading={busy} fullWidth size="lg">
        {t("factor.go")}
      </Button>
      {types.includes("webauthn") && passkeysWork() && (
        <Button variant="default" fullWidth leftSection={<IconFingerprint size={20} stroke={1.75} />} onClick={() => void sendPasskey()}>
          {t("signIn.passkey")}
        </Button>
      )}
      <div className={classes.row}>
        {types.includes("totp") && (
          <Button variant="subtle" onClick={() => setWay(way === "totp" ? "recovery" : "totp")}>
            {way === "totp" ? t("factor.use.recovery") : t("factor.use.totp")}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t("factor.back")}
        </Button>
      </div>
    </form>
  );
}
