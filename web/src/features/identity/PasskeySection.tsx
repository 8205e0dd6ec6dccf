import { Button, TextInput } from "@mantine/core";
import { IconFingerprint, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { DateText } from "../../ui/DateText";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { asProblem, type Factor } from "./door";
import { readRecoveryCodes, ReauthenticationWanted, removePasskey } from "./factors";
import classes from "./Identity.module.css";
import { addPasskey, passkeysWork } from "./passkey";
import { RecoveryCodes } from "./RecoveryCodes";
import { useText } from "./text";
import { type AskAgain, useFactorWork } from "./useFactorWork";

/** Passkeys: the fingerprint, face or PIN of this device instead of a password. */
export function PasskeySection({ factors, askAgain }: { factors: readonly Factor[]; askAgain: AskAgain }) {
  const t = useText();
  const work = useFactorWork(askAgain);
  const [name, setName] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const add = () =>
    work.run(async () => {
      const end = await addPasskey(name.trim() || t("passkey.name.default"));
      if (end === "reauthenticate") throw new ReauthenticationWanted();
      if (end === "refused") throw asProblem(t("passkey.refused"), t("passkey.refused.todo"));
      if (end === "done") {
        setName("");
        showDone(t("passkey.done"));
        setCodes(await readRecoveryCodes());
      }
    });
  const remove = (factor: Factor) =>
    work.run(async () => {
      if (!(await removePasskey(factor.id ?? 0))) throw asProblem(t("factor.last"), t("factor.last.todo"));
      showDone(t("passkey.gone"));
    });

  return (
    <Section
      title={t("passkey.title")}
      aside={<StatusBadge tone={factors.length > 0 ? "go" : "plain"} word={t("passkey.count", { count: factors.length })} />}
    >
      <p className={classes.note}>{t("passkey.what")}</p>
      {factors.map((factor) => (
        <RecordCard
          key={factor.id}
          lead={<IconFingerprint size={22} stroke={1.75} aria-hidden />}
          title={factor.name ?? t("passkey.title")}
          facts={<FactorFacts factor={factor} />}
          aside={
            <Button variant="subtle" color="stop" onClick={() => remove(factor)} disabled={work.busy}>
              {t("remove")}
            </Button>
          }
        />
      ))}
      {work.problem !== null && <ProblemNotice error={work.problem} />}
      {passkeysWork() ? (
        <div className={classes.actions}>
          <TextInput
            aria-label={t("passkey.name")}
            placeholder={t("passkey.name")}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={add} loading={work.busy}>
            {t("passkey.add")}
          </Button>
        </div>
      ) : (
        <p className={classes.note}>{t("passkey.cannot")}</p>
      )}
      <Sheet opened={codes !== null} onClose={() => setCodes(null)} title={t("recovery.title")}>
        {codes !== null && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      </Sheet>
    </Section>
  );
}

function FactorFacts({ factor }: { factor: Factor }) {
  const t = useText();
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  return (
    <>
      {t("added")} <DateText at={at(factor.created_at)} say="day" />
      {factor.last_used_at !== null && (
        <>
          {" · "}
          {t("used")} <DateText at={at(factor.last_used_at)} />
        </>
      )}
    </>
  );
}
