import { Button, Textarea, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { useLocale } from "../../i18n/text";
import { formatMoment, formatTime, today } from "../../lib/dates";
import { type Draft, useDraft } from "../../lib/draft";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { DraftNote } from "../../ui/DraftNote";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { NextMeeting } from "./NextMeeting";
import { type VisitFile, visitQuery } from "./queries";
import { bodyOf, emptyReport, type ReportForm, stillMissing } from "./report";
import { StageStepper } from "./StageStepper";
import { useText } from "./text";
import { GradeBadge } from "./VisitBadges";
import classes from "./ReportPage.module.css";

const OUTCOMES = ["met", "partly", "not_met", "nobody"] as const;

export default function ReportPage() {
  const t = useText();
  const { visitId = "" } = useParams({ strict: false });
  const query = useQuery(visitQuery(visitId));
  if (query.data !== undefined) return <TheForm file={query.data} />;
  return (
    <Page title={t("report")} back={`/visits/${visitId}`} width="narrow">
      {query.isError ? <ProblemNotice error={query.error} /> : <RecordSkeleton />}
    </Page>
  );
}

function useSend(visitId: string, draft: Draft<ReportForm>) {
  const t = useText();
  const go = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/visits/{visit_id}/report", { params: { path: { visit_id: visitId } }, body: bodyOf(draft.value) })),
    onSuccess: async () => {
      draft.discard();
      showDone(t("done.reported"));
      await client.invalidateQueries({ queryKey: ["visit"] });
      await go({ to: "/today" });
    },
  });
}

function TheForm({ file }: { file: VisitFile }) {
  const t = useText();
  const locale = useLocale();
  const { visit } = file;
  const draft = useDraft<ReportForm>(`visit-report:${visit.id}`, emptyReport(file));
  const send = useSend(visit.id, draft);
  const form = draft.value;
  const missing = stillMissing(form);
  const problem = send.error instanceof Problem ? send.error : null;
  const word = form.nextStartsAt === null ? t("report.finish") : t("report.finish.next", { time: formatMoment(form.nextStartsAt, locale, visit.zone) });
  const span = [visit.checked_in_at, visit.checked_out_at].filter(Boolean).map((at) => formatTime(at ?? "", visit.zone)).join("–");
  return (
    <Page
      title={t("report")}
      back={`/visits/${visit.id}`}
      width="narrow"
      subtitle={
        <span className={classes.state}>
          <span>{visit.account_name}</span>
          {span !== "" && <span>{span}</span>}
          {visit.check_grade && <GradeBadge grade={visit.check_grade} />}
        </span>
      }
      primary={
        <Button size="lg" disabled={missing !== null} loading={send.isPending} onClick={() => send.mutate()}>
          {missing === null ? word : t(`report.missing.${missing}`)}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      {send.isError && <ProblemNotice error={send.error} />}
      <div className={classes.form}>
        <ChoiceChips label={t("report.outcome")} value={form.outcome} onChange={(outcome) => draft.set({ outcome })} options={OUTCOMES.map((value) => ({ value, word: t(`outcome.${value}`) }))} />
        <Textarea label={t("report.notes")} placeholder={t("report.notes.hint")} minRows={4} maxLength={20_000} value={form.notes} onChange={(event) => draft.set({ notes: event.currentTarget.value })} error={problem?.field("notes")} />
        <Deal file={file} draft={draft} />
        <div className={classes.step}>
          <TextInput label={t("report.next_step")} placeholder={t("report.next_step.hint")} maxLength={500} value={form.nextStep} onChange={(event) => draft.set({ nextStep: event.currentTarget.value })} error={problem?.field("next_step")} />
          <DatePickerInput label={t("report.due")} clearable minDate={today()} value={form.nextStepDue} onChange={(nextStepDue) => draft.set({ nextStepDue })} valueFormat={locale === "en" ? "ddd D MMM" : "M月D日 ddd"} />
        </div>
        <NextMeeting visit={visit} value={form.nextStartsAt} onChange={(nextStartsAt) => draft.set({ nextStartsAt })} />
      </div>
    </Page>
  );
}

function Deal({ file, draft }: { file: VisitFile; draft: Draft<ReportForm> }) {
  const t = useText();
  const { opportunityId, stageId } = draft.value;
  const deal = file.opportunities.find((one) => one.id === opportunityId);
  if (deal === undefined) return null;
  return (
    <Section title={t("report.deal", { name: deal.name })}>
      {file.opportunities.length > 1 && (
        <ChoiceChips
          label={t("report.which")}
          value={opportunityId}
          onChange={(id) => draft.set({ opportunityId: id, stageId: null })}
          options={file.opportunities.map((one) => ({ value: one.id, word: one.name }))}
        />
      )}
      <StageStepper deal={deal} stages={file.stages} value={stageId ?? deal.stage_id} onChange={(id) => draft.set({ stageId: id })} />
    </Section>
  );
}
