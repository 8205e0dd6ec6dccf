import { ActionIcon, Button } from "@mantine/core";
import { IconPaperclip, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answer, api } from "../../api/client";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import { useCapture } from "./capture";
import { CaptureProgress, RECEIPT_TYPES } from "./CaptureButton";
import classes from "./LinePage.module.css";
import { type Expense, inboxQuery } from "./queries";
import { useText } from "./text";

/** The receipts of a line; more can be added, and those that wait in the inbox put here. */
export function ReceiptsSection({ line }: { line: Expense }) {
  const t = useText();
  const client = useQueryClient();
  const capture = useCapture();
  const inbox = useQuery(inboxQuery());
  const input = useRef<HTMLInputElement>(null);
  const path = (documentId: string) => ({ params: { path: { expense_id: line.id, document_id: documentId } } });
  const attach = (documentId: string) =>
    answer(api.POST("/api/v1/expenses/lines/{expense_id}/receipts", { params: { path: { expense_id: line.id } }, body: { document_id: documentId } }));
  const detach = (documentId: string) => answer(api.DELETE("/api/v1/expenses/lines/{expense_id}/receipts/{document_id}", path(documentId)));
  const again = () => client.invalidateQueries({ queryKey: ["expense"] });
  const back = useMutation({ mutationFn: (undo: () => Promise<unknown>) => undo(), onSettled: again });
  const put = useMutation({
    mutationFn: async (documentIds: readonly string[]) => {
      for (const id of documentIds) await attach(id);
    },
    onSuccess: (_, ids) => showDone(t("receipts.added"), () => back.mutate(() => Promise.all(ids.map(detach)))),
    onSettled: again,
  });
  const take = useMutation({
    mutationFn: detach,
    onSuccess: (_, id) => showDone(t("receipts.taken"), () => back.mutate(() => attach(id))),
    onSettled: again,
  });
  const error = put.error ?? take.error;
  const waiting = inbox.data?.documents ?? [];
  const send = (chosen: FileList | null) => {
    const files = [...(chosen ?? [])];
    if (input.current !== null) input.current.value = "";
    if (files.length > 0) capture.mutate(files, { onSuccess: (documents) => put.mutate(documents.map((document) => document.id)) });
  };
  return (
    <Section
      title={t("receipts")}
      aside={
        <Button variant="subtle" leftSection={<IconPaperclip size={18} aria-hidden />} loading={capture.isPending || put.isPending} onClick={() => input.current?.click()}>
          {t("receipts.add")}
        </Button>
      }
    >
      <input ref={input} type="file" multiple accept={RECEIPT_TYPES} className="visually-hidden" tabIndex={-1} aria-label={t("receipts.add")} onChange={(event) => send(event.currentTarget.files)} />
      <CaptureProgress capture={capture} />
      {line.receipts.length === 0 && <p className={classes.quiet}>{t("receipts.none")}</p>}
      {line.receipts.map((receipt) => (
        <RecordCard
          key={receipt.document_id}
          title={<a href={`/api/v1/files/${receipt.file_id}/content`} download>{receipt.invoice_number || receipt.file_name}</a>}
          {...(receipt.invoice_number === "" ? {} : { facts: receipt.file_name })}
          aside={
            <ActionIcon aria-label={t("receipts.take", { name: receipt.file_name })} onClick={() => take.mutate(receipt.document_id)}>
              <IconTrash size={20} stroke={1.75} />
            </ActionIcon>
          }
        />
      ))}
      {waiting.length > 0 && <p className={classes.quiet}>{t("receipts.waiting")}</p>}
      {waiting.map((document) => (
        <RecordCard
          key={document.id}
          title={document.file_name}
          aside={
            <Button variant="default" onClick={() => put.mutate([document.id])}>
              {t("receipts.put")}
            </Button>
          }
        />
      ))}
      {error !== null && <ProblemNotice error={error} />}
    </Section>
  );
}
