import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { MoneyInput } from "../../ui/MoneyInput";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { LineFacts } from "./LineFacts";
import { bodyOf, COUNTED, emptyLine, formOf, type LineForm, missingIn } from "./lineForm";
import { CATEGORIES, type Expense, expenseQuery } from "./queries";
import { ReceiptsSection } from "./ReceiptsSection";
import { SplitsSection } from "./SplitsSection";
import { useText } from "./text";
import classes from "./LinePage.module.css";

const CURRENCIES = ["CNY", "EUR", "USD", "HKD", "JPY", "GBP", "SGD"];

export default function LinePage() {
  const t = useText();
  const { expenseId } = useParams({ strict: false });
  const query = useQuery({ ...expenseQuery(expenseId ?? ""), enabled: expenseId !== undefined });
  if (expenseId === undefined) return <LineForms line={null} />;
  if (query.data === undefined)
    return (
      <Page title={t("line")} back="/expenses" width="narrow">
        {query.isError ? <ProblemNotice error={query.error} /> : <RecordSkeleton />}
      </Page>
    );
  const editable = query.data.actions.includes("edit") && query.data.origin !== "per_diem" && query.data.origin !== "mileage";
  return editable ? <LineForms key={query.data.id} line={query.data} /> : <LineFacts line={query.data} />;
}

function useSave(line: Expense | null, form: LineForm, discard: () => void) {
  const t = useText();
  const go = useNavigate();
  const client = useQueryClient();
  const after = async (message: string) => {
    discard();
    showDone(message);
    await Promise.all([
      client.invalidateQueries({ queryKey: ["expense"] }),
      client.invalidateQueries({ queryKey: ["expense_report"] }),
    ]);
    await go({ to: line?.report_id ? `/expenses/reports/${line.report_id}` : "/expenses" });
  };
  const save = useMutation({
    mutationFn: () =>
      line === null
        ? answer(api.POST("/api/v1/expenses/lines", { body: { ...bodyOf(form), id: form.id, document_ids: [], report_id: null } }))
        : answer(api.PUT("/api/v1/expenses/lines/{expense_id}", { params: { path: { expense_id: line.id } }, body: bodyOf(form) })),
    onSuccess: () => after(t("done.saved")),
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/expenses/lines/{expense_id}", { params: { path: { expense_id: line?.id ?? "" } } })),
    onSuccess: () => after(t("done.deleted")),
  });
  return { save, remove };
}

function LineForms({ line }: { line: Expense | null }) {
  const t = useText();
  const draft = useDraft<LineForm>(`expense-line:${line?.id ?? "new"}`, line === null ? emptyLine() : formOf(line));
  const { save, remove } = useSave(line, draft.value, draft.discard);
  const form = draft.value;
  const missing = missingIn(form);
  const problem = save.error instanceof Problem ? save.error : null;
  const wrong = (field: string) => (problem?.field(field) === undefined ? undefined : t("field.wrong"));
  return (
    <Page
      title={line === null ? t("by_hand") : t("line")}
      back={line?.report_id ? `/expenses/reports/${line.report_id}` : "/expenses"}
      width="narrow"
      actions={
        line !== null && (
          <Button variant="subtle" color="stop" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("delete")}
          </Button>
        )
      }
      primary={
        <Button size="lg" disabled={missing !== null} loading={save.isPending} onClick={() => save.mutate()}>
          {missing === null ? t("save") : t(`missing.${missing}`)}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      {line?.refusal_reason ? <p className={classes.refused}>{t("refused.because", { reason: line.refusal_reason, name: line.decided_by_name })}</p> : null}
      <div className={classes.form}>
        <div className={classes.pair}>
          <MoneyInput label={t("amount")} currency={form.currency} value={form.amount_minor} onChange={(minor) => draft.set({ amount_minor: minor })} error={wrong("amount_minor")} required />
          <Select label={t("currency")} data={CURRENCIES} value={form.currency} allowDeselect={false} onChange={(value) => value !== null && draft.set({ currency: value })} error={wrong("currency")} />
        </div>
        <Select label={t("category")} data={CATEGORIES.map((one) => ({ value: one, label: t(`category.${one}`) }))} value={form.category} allowDeselect={false} onChange={(value) => value !== null && draft.set({ category: value as LineForm["category"] })} />
        <DatePickerInput label={t("date")} valueFormat="YYYY-MM-DD" value={form.spent_on} onChange={(day) => draft.set({ spent_on: day ?? "" })} error={wrong("spent_on")} />
        <TextInput label={t("merchant")} maxLength={120} value={form.merchant} onChange={(event) => draft.set({ merchant: event.currentTarget.value })} />
        {COUNTED.has(form.category) && (
          <NumberInput label={t(`quantity.${form.category as "lodging" | "entertainment"}`)} min={1} max={1000} value={form.quantity} onChange={(value) => draft.set({ quantity: Math.max(1, Number(value) || 1) })} />
        )}
        <TextInput label={t("note")} description={t("note.hint")} maxLength={500} value={form.note} onChange={(event) => draft.set({ note: event.currentTarget.value })} />
        <TextInput label={t("over_reason")} maxLength={500} value={form.over_reason} onChange={(event) => draft.set({ over_reason: event.currentTarget.value })} />
      </div>
      {line !== null && (
        <>
          <ReceiptsSection line={line} />
          <SplitsSection line={line} />
        </>
      )}
      {save.isError && <ProblemNotice error={save.error} />}
      {remove.isError && <ProblemNotice error={remove.error} />}
    </Page>
  );
}
