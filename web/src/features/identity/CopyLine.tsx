import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./Identity.module.css";
import { useText } from "./text";

/** A text to take along: shown whole, copied with one tap. */
export function CopyLine({ text }: { text: string }) {
  const t = useText();
  return (
    <div className={classes.fields}>
      <code className={classes.secret}>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
            {copied ? t("copied") : t("copy")}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
