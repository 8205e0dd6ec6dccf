import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import classes from "./Identity.module.css";
import { useText } from "./text";

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** The codes, shown once: copy or download them, then say they are kept. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const t = useText();
  const text = codes.join("\n");
  return (
    <>
      <p className={classes.note}>{t("recovery.once")}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.actions}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="roadbook-recovery-codes.txt"
          leftSection={<IconDownload size={18} />}
        >
          {t("download")}
        </Button>
        <Button onClick={onKept}>{t("recovery.kept")}</Button>
      </div>
    </>
  );
}
