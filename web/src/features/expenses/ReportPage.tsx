import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { useMe } from "../../api/session";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { BookPanel } from "./BookPanel";
import { DecideLines } from "./DecideLines";
import { MoneySteps } from "./MoneySteps";
import { MoveLinesSheet } from "./MoveLinesSheet";
import { inboxQuery, type Report, reportQuery } from "./queries";
import { ReportLineRow } from "./ReportLineRow";
import { REPORT_TONE } from "./states";
import { useText } from "./text";
import classes from "./ReportPage.module.css";

export default function ReportPage() {
  const t = useText();
  const { reportId = "" } = useParams({ strict: false });
  const query = useQuery(reportQuery(reportId));
  if (query.data !== undefined) return <Shown report={query.data} />;
  return (
    <Page title={t("report")} back="/expenses" width="narrow">
      {query.isError ? <ProblemNotice error={query.error} retry={() => void query.refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

function useSteps(reportId: string) {
  const t = useText();
  const client = useQueryClient();
  const path = { params: { path: { report_id: reportId } } };
  const settled = {
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["expense_report"] });
      await client.invalidateQueries({ queryKey: ["expense"] });
    },
  };
  const submit = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/expenses/reports/{report_id}/submit", path)),
    onSuccess: () => showDone(t("done.submitted"), () => withdraw.mutate()),
    ...settled,
  });
  const withdraw = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/expenses/reports/{report_id}/withdraw", path)),
    onSuccess: () => showDone(t("done.withdrawn")),
    ...settled,
  });
  return { submit, withdraw };
}

function Shown({ report }: { report: Report }) {
  const t = useText();
  const me = useMe();
  const [deciding, setDeciding] = useState(false);
  const { submit, withdraw } = useSteps(report.summary.id);
  const { summary } = report;
  const isOwner = summary.owner_id === me.id;
  const problem = submit.error ?? withdraw.error;
  const primary = report.may_submit ? (
    <Button size="lg" loading={submit.isPending} onClick={() => submit.mutate()}>
      {t("submit")}
    </Button>
  ) : report.may_decide && !deciding ? (
    <Button size="lg" onClick={() => setDeciding(true)}>
      {t("decide", { count: summary.waiting_count })}
    </Button>
  ) : undefined;
  return (
    <Page
      title={summary.title}
      back={isOwner || !me.roles.includes("finance") ? "/expenses" : "/finance"}
      width="narrow"
      subtitle={
        <span className={classes.state}>
          <StatusBadge tone={REPORT_TONE[summary.state]} word={t(`report.state.${summary.state}`)} />
          <span>{[summary.owner_name, summary.team_name].filter(Boolean).join(" · ")}</span>
          {summary.trip_id !== null && <Link to={`/trips/${summary.trip_id}`}>{t("open_trip")}</Link>}
        </span>
      }
      actions={
        report.may_withdraw && (
          <Button variant="subtle" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t("withdraw")}
          </Button>
        )
      }
      {...(primary === undefined ? {} : { primary })}
    >
      <MoneySteps summary={summary} />
      {problem !== null && <ProblemNotice error={problem} />}
      {deciding && report.may_decide ? (
        <DecideLines report={report} onDone={() => setDeciding(false)} />
      ) : (
        <Section title={t("lines", { count: summary.line_count })} aside={<Money minor={summary.claimed_minor} currency={summary.currency} />}>
          {report.lines.map((line) => (
            <ReportLineRow key={line.id} line={line} report={report} />
          ))}
        </Section>
      )}
      {report.may_submit && <LooseLines report={report} />}
      {report.may_book && !deciding && <BookPanel report={report} />}
      <Payments report={report} />
    </Page>
  );
}

/** What was spent and belongs to no report yet, to be taken into this one. */
function LooseLines({ report }: { report: Report }) {
  const t = useText();
  const inbox = useQuery(inboxQuery());
  const [moving, setMoving] = useState(false);
  const lines = inbox.data?.expenses ?? [];
  if (lines.length === 0) return null;
  return (
    <>
      <Button variant="default" fullWidth mt="md" onClick={() => setMoving(true)}>
        {t("move.loose", { count: lines.length })}
      </Button>
      {moving && <MoveLinesSheet lines={lines} reports={[report.summary]} onClose={() => setMoving(false)} />}
    </>
  );
}

function Payments({ report }: { report: Report }) {
  const t = useText();
  if (report.reimbursements.length === 0) return null;
  return (
    <Section title={t("payments")}>
      {report.reimbursements.map((one) => (
        <p key={one.id} className={classes.payment}>
          <span>{[one.paid_on, one.reference, one.paid_by_name].filter(Boolean).join(" · ")}</span>
          <Money minor={one.amount_minor} currency={one.currency} style="exact" />
        </p>
      ))}
    </Section>
  );
}
