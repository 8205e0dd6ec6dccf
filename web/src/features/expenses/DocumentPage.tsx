import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { useDraft } from "../../lib/draft";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { Belonging } from "./Belonging";
import { bodyOf, type LineForm, lineFrom, missingIn } from "./lineForm";
import { type Document, documentQuery, type Suggestion, suggestionQuery } from "./queries";
import { ReadFacts } from "./ReadFacts";
import { ReceiptPicture } from "./ReceiptPicture";
import { useText } from "./text";

export default function DocumentPage() {
  const t = useText();
  const { documentId = "" } = useParams({ strict: false });
  const document = useQuery(documentQuery(documentId));
  const suggestion = useQuery({ ...suggestionQuery(documentId), enabled: document.data !== undefined && document.data.state !== "waiting" });
  const problem = document.error ?? suggestion.error;
  if (document.data !== undefined && suggestion.data !== undefined)
    return <Filled document={document.data} suggestion={suggestion.data} />;
  return (
    <Page title={t("document")} back="/expenses" width="narrow">
      {problem !== null && <ProblemNotice error={problem} />}
      {document.data !== undefined && <ReceiptPicture document={document.data} />}
      {problem === null && (document.data?.state === "waiting" ? <p role="status">{t("reading.long")}</p> : <RecordSkeleton />)}
    </Page>
  );
}

function useAdd(document: Document, form: LineForm, suggestion: Suggestion, discard: () => void) {
  const t = useText();
  const go = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const line = await answer(
        api.POST("/api/v1/expenses/lines", { body: { ...bodyOf(form), id: form.id, document_ids: [document.id], report_id: null } }),
      );
      if (suggestion.trip_id === null || form.trip_id !== suggestion.trip_id) return null;
      await answer(api.POST("/api/v1/expenses/reports", { body: { trip_id: suggestion.trip_id } }));
      return line;
    },
    onSuccess: async () => {
      discard();
      showDone(t("done.added"));
      await Promise.all([
        client.invalidateQueries({ queryKey: ["expense"] }),
        client.invalidateQueries({ queryKey: ["expense_report"] }),
      ]);
      await go({ to: "/expenses" });
    },
  });
}

function Filled({ document, suggestion }: { document: Document; suggestion: Suggestion }) {
  const t = useText();
  const draft = useDraft<LineForm>(`expense-document:${document.id}`, lineFrom(document, suggestion));
  const add = useAdd(document, draft.value, suggestion, draft.discard);
  const missing = missingIn(draft.value);
  return (
    <Page
      title={t("document")}
      back="/expenses"
      width="narrow"
      primary={
        <Button size="lg" disabled={missing !== null} loading={add.isPending} onClick={() => add.mutate()}>
          {missing !== null ? t(`missing.${missing}`) : draft.value.trip_id === null ? t("add") : t("add.to_trip")}
        </Button>
      }
    >
      <ReceiptPicture document={document} />
      {document.state === "unreadable" && <p role="status">{t(`unreadable.${document.reason}` as "unreadable.broken")}</p>}
      <ReadFacts document={document} form={draft.value} set={draft.set} />
      <Belonging suggestion={suggestion} form={draft.value} set={draft.set} />
      {add.isError && <ProblemNotice error={add.error} />}
    </Page>
  );
}
