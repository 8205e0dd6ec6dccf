import { Button, PinInput, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { asProblem, type Factor } from "./door";
import { activateTotp, offerTotp, readRecoveryCodes, removeTotp, type TotpOffer } from "./factors";
import classes from "./Identity.module.css";
import { QrCode } from "./QrCode";
import { RecoveryCodes } from "./RecoveryCodes";
import { useText } from "./text";
import { type AskAgain, useFactorWork } from "./useFactorWork";

/** The authenticator app: a QR code to scan, six digits to prove it, recovery codes to keep. */
export function TotpSection({ factor, askAgain }: { factor: Factor | undefined; askAgain: AskAgain }) {
  const t = useText();
  const work = useFactorWork(askAgain);
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [code, setCode] = useState("");

  const start = () => work.run(async () => setOffer(await offerTotp()));
  const send = (digits: string) =>
    work.run(async () => {
      setCode("");
      if (!(await activateTotp(digits))) throw asProblem(t("factor.wrong"), t("factor.wrong.todo"));
      setOffer(null);
      showDone(t("totp.done"));
      setCodes(await readRecoveryCodes());
    });
  const stop = () =>
    work.run(async () => {
      if (!(await removeTotp())) throw asProblem(t("factor.last"), t("factor.last.todo"));
      showDone(t("totp.gone"));
    });

  return (
    <Section
      title={t("totp.title")}
      aside={factor === undefined ? <StatusBadge tone="plain" word={t("security.off")} /> : <StatusBadge tone="go" word={t("security.on")} />}
    >
      <p className={classes.note}>{t("totp.what")}</p>
      {work.problem !== null && offer === null && <ProblemNotice error={work.problem} />}
      <div className={classes.actions}>
        {factor === undefined ? (
          <Button onClick={start} loading={work.busy}>
            {t("totp.start")}
          </Button>
        ) : (
          <Button variant="default" onClick={stop} loading={work.busy}>
            {t("totp.stop")}
          </Button>
        )}
      </div>
      <Sheet opened={offer !== null} onClose={() => setOffer(null)} title={t("totp.start")}>
        {offer !== null && <Enrolment offer={offer} code={code} setCode={setCode} send={send} />}
        {work.problem !== null && <ProblemNotice error={work.problem} />}
      </Sheet>
      <Sheet opened={codes !== null} onClose={() => setCodes(null)} title={t("recovery.title")}>
        {codes !== null && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      </Sheet>
    </Section>
  );
}

interface EnrolmentProps {
  offer: TotpOffer;
  code: string;
  setCode: (code: string) => void;
  send: (code: string) => void;
}

function Enrolment({ offer, code, setCode, send }: EnrolmentProps) {
  const t = useText();
  const qr = useQuery({
    queryKey: ["qr", offer.url],
    gcTime: 0,
    queryFn: () => answer(api.POST("/api/v1/identity/me/qr", { body: { text: offer.url } })),
  });
  return (
    <ol className={classes.steps}>
      <li>{t("totp.step.app")}</li>
      <li>
        {t("totp.step.scan")}
        {qr.data === undefined ? <Skeleton width={200} height={200} mx="auto" /> : <QrCode drawing={qr.data} label={t("totp.qr")} />}
        <p className={classes.note}>{t("totp.step.type")}</p>
        <code className={classes.secret}>{offer.secret.replace(/(.{4})/g, "$1 ").trim()}</code>
      </li>
      <li>
        <p style={{ margin: "0 0 var(--rb-2)" }} id="totp-code">
          {t("totp.step.code")}
        </p>
        <PinInput
          length={6}
          placeholder=""
          type="number"
          size="md"
          oneTimeCode
          aria-label={t("factor.code")}
          value={code}
          onChange={setCode}
          onComplete={send}
        />
      </li>
    </ol>
  );
}
