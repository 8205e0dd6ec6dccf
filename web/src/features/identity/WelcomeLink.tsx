import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { DateText } from "../../ui/DateText";
import { CopyLine } from "./CopyLine";
import classes from "./Identity.module.css";
import { QrCode } from "./QrCode";
import { useText } from "./text";

interface WelcomeLinkProps {
  name: string;
  welcome: components["schemas"]["WelcomeKey"];
  onClose: () => void;
}

/** The one-time link, to copy into a message or to show as a code to the phone across the table. */
export function WelcomeLink({ name, welcome, onClose }: WelcomeLinkProps) {
  const t = useText();
  const url = `${window.location.origin}/welcome#${welcome.key}`;
  const qr = useQuery({
    queryKey: ["qr", url],
    gcTime: 0,
    queryFn: () => answer(api.POST("/api/v1/identity/me/qr", { body: { text: url } })),
  });
  return (
    <div className={classes.fields}>
      <p className={classes.note}>
        {t("link.what", { name })} {t("link.until")} <DateText at={welcome.expires_at} />
      </p>
      {qr.data !== undefined && <QrCode drawing={qr.data} label={t("link.qr")} />}
      <CopyLine text={url} />
      <Button onClick={onClose}>{t("link.kept")}</Button>
    </div>
  );
}
