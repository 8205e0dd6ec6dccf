import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import { asProblem, firstError, knock } from "./door";
import classes from "./Identity.module.css";
import { passwordProblem } from "./passwords";
import { useText } from "./text";

export function PasswordSection() {
  const t = useText();
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const told = await knock("POST", "/account/password/change", { current_password: current, new_password: wanted });
      const code = firstError(told);
      if (code === "enter_current_password") throw asProblem(t("password.wrong"), t("password.wrong.todo"));
      if (code !== null) throw passwordProblem(t, code);
      setCurrent("");
      setWanted("");
      showDone(t("password.done"));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  const show = { "aria-label": t("field.password.show") };
  return (
    <Section title={t("password.title")}>
      <form className={classes.fields} onSubmit={(event) => void send(event)}>
        <div className={classes.pair}>
          <PasswordInput
            label={t("password.current")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={show}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("password.new")}
            description={t("password.rule")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={show}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
        {problem !== null && <ProblemNotice error={problem} />}
        <div className={classes.actions}>
          <Button type="submit" variant="default" loading={busy}>
            {t("password.change")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
