import { Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import classes from "./Rollout.module.css";
import { useText } from "./text";

const ACCEPTED = ".csv,.txt,.tsv,.xlsx";

interface UploadFieldProps {
  onFile: (file: File) => void;
  busy: boolean;
}

/** Drop a file or choose one; the whole field is the target. */
export function UploadField({ onFile, busy }: UploadFieldProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={classes.dropTitle}>{t("upload.title")}</p>
      <p className={classes.hint}>{t("upload.hint")}</p>
      <Button leftSection={<IconUpload size={20} stroke={1.75} aria-hidden />} loading={busy} onClick={() => input.current?.click()}>
        {t("upload.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className="visually-hidden"
        aria-label={t("upload.choose")}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </div>
  );
}
