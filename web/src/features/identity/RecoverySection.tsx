import { Button } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Factor } from "./door";
import { makeRecoveryCodes } from "./factors";
import classes from "./Identity.module.css";
import { RecoveryCodes } from "./RecoveryCodes";
import { useText } from "./text";
import { type AskAgain, useFactorWork } from "./useFactorWork";

/** Recovery codes: for the day the phone is lost. They come with the first factor. */
export function RecoverySection({ factor, askAgain }: { factor: Factor | undefined; askAgain: AskAgain }) {
  const t = useText();
  const work = useFactorWork(askAgain);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (factor === undefined) return null;
  const left = factor.unused_code_count ?? 0;
  const word = t("recovery.left", { left, total: factor.total_code_count ?? 0 });
  return (
    <Section title={t("recovery.title")} aside={<StatusBadge tone={left > 2 ? "go" : "marker"} word={word} />}>
      <p className={classes.note}>{t("recovery.what")}</p>
      {work.problem !== null && <ProblemNotice error={work.problem} />}
      <div className={classes.actions}>
        <Button variant="default" loading={work.busy} onClick={() => work.run(async () => setCodes(await makeRecoveryCodes()))}>
          {t("recovery.new")}
        </Button>
      </div>
      <Sheet opened={codes !== null} onClose={() => setCodes(null)} title={t("recovery.title")}>
        {codes !== null && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      </Sheet>
    </Section>
  );
}
