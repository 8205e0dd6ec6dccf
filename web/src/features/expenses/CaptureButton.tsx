import { Button, Progress } from "@mantine/core";
import { IconCamera } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import type { useCapture } from "./capture";
import classes from "./Inbox.module.css";
import { useText } from "./text";

export const RECEIPT_TYPES = "image/jpeg,image/png,image/webp,application/pdf,.ofd,.xml";

interface CaptureProps {
  capture: ReturnType<typeof useCapture>;
}

/** Photograph or choose receipts. One receipt opens its page, several stay in the list. */
export function CaptureButton({ capture }: CaptureProps) {
  const t = useText();
  const go = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: FileList | null) => {
    const files = [...(chosen ?? [])];
    if (files.length === 0) return;
    capture.mutate(files, {
      onSuccess: (documents) => {
        const only = documents.length === 1 ? documents[0] : undefined;
        if (only !== undefined) void go({ to: `/expenses/documents/${only.id}` });
      },
    });
    if (input.current !== null) input.current.value = "";
  };
  return (
    <>
      <Button size="lg" leftSection={<IconCamera size={20} stroke={1.75} aria-hidden />} loading={capture.isPending} onClick={() => input.current?.click()}>
        {t("capture")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept={RECEIPT_TYPES}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("capture")}
        data-testid="capture-input"
        onChange={(event) => take(event.currentTarget.files)}
      />
    </>
  );
}

/** How far the upload is, and why it failed. */
export function CaptureProgress({ capture }: CaptureProps) {
  const t = useText();
  if (capture.isError) return <ProblemNotice error={capture.error} />;
  if (capture.sending === null) return null;
  const percent = Math.round(capture.sending.part * 100);
  return (
    <div className={classes.sending} role="status">
      <span>{t("sending", { name: capture.sending.name, percent })}</span>
      <Progress value={percent} aria-label={t("sending.label")} />
    </div>
  );
}
