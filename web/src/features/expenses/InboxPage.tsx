import { Button } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../../api/session";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { useCapture } from "./capture";
import { CaptureButton, CaptureProgress } from "./CaptureButton";
import { DocumentCard } from "./DocumentCard";
import { LineCard } from "./LineCard";
import { MoveLinesSheet } from "./MoveLinesSheet";
import { inboxQuery, reportsQuery } from "./queries";
import { ReportCard } from "./ReportCard";
import { useText } from "./text";

export default function InboxPage() {
  const t = useText();
  const capture = useCapture();
  const inbox = useQuery(inboxQuery());
  const [moving, setMoving] = useState(false);
  const open = (inbox.data?.reports ?? []).filter((report) => report.state === "draft" || report.state === "returned");
  const byHand = (
    <Button component={Link} to="/expenses/new" variant="subtle">
      {t("by_hand")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={byHand} primary={<CaptureButton capture={capture} />} width="narrow">
      <CaptureProgress capture={capture} />
      <WaitingForMe />
      {inbox.isPending && <ListSkeleton />}
      {inbox.isError && <ProblemNotice error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && inbox.data.documents.length > 0 && (
        <Section title={t("inbox.documents")}>
          {inbox.data.documents.map((document) => (
            <DocumentCard key={document.id} document={document} />
          ))}
        </Section>
      )}
      {inbox.data !== undefined && inbox.data.expenses.length > 0 && (
        <Section
          title={t("inbox.loose")}
          aside={
            open.length > 0 && (
              <Button variant="subtle" onClick={() => setMoving(true)}>
                {t("move")}
              </Button>
            )
          }
        >
          {inbox.data.expenses.map((line) => (
            <LineCard key={line.id} line={line} />
          ))}
        </Section>
      )}
      {inbox.data !== undefined && inbox.data.reports.length > 0 && (
        <Section title={t("inbox.reports")}>
          {inbox.data.reports.map((report) => (
            <ReportCard key={report.id} report={report} />
          ))}
        </Section>
      )}
      {inbox.data !== undefined && [inbox.data.documents, inbox.data.expenses, inbox.data.reports].every((l) => l.length === 0) && (
        <EmptyState icon={IconReceipt} title={t("inbox.empty")} hint={t("inbox.empty.hint")} action={t("by_hand")} to="/expenses/new" />
      )}
      {moving && inbox.data !== undefined && <MoveLinesSheet lines={inbox.data.expenses} reports={open} onClose={() => setMoving(false)} />}
    </Page>
  );
}

function WaitingForMe() {
  const t = useText();
  const me = useMe();
  const decides = me.roles.includes("manager") || me.roles.includes("finance");
  const waiting = useQuery({ ...reportsQuery(true), enabled: decides });
  if (waiting.data === undefined || waiting.data.length === 0) return null;
  return (
    <Section title={t("inbox.waiting")}>
      {waiting.data.map((report) => (
        <ReportCard key={report.id} report={report} withOwner />
      ))}
    </Section>
  );
}
