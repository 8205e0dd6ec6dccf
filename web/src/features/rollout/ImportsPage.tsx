import { Anchor } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatMoment } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { UploadField } from "./UploadField";
import { type ImportSummary, useImports, useUpload } from "./queries";
import { useText } from "./text";
import { STATE_TONE } from "./words";

export default function ImportsPage() {
  const t = useText();
  const imports = useImports();
  const upload = useUpload();
  const navigate = useNavigate();
  const send = (file: File) =>
    upload.mutate(file, { onSuccess: (batch) => void navigate({ to: `/imports/${batch.id}` as never }) });
  return (
    <Page title={t("imports.title")} subtitle={t("imports.subtitle")} width="narrow">
      <UploadField onFile={send} busy={upload.isPending} />
      {upload.isError && <ProblemNotice error={upload.error} />}
      <Anchor href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${t("template.rows")}`)}`} download={t("template.name")} size="sm">
        {t("template.link")}
      </Anchor>
      <Section title={t("imports.before")}>
        {imports.isPending && <ListSkeleton rows={3} />}
        {imports.isError && <ProblemNotice error={imports.error} retry={() => void imports.refetch()} />}
        {imports.data?.items.map((batch) => <ImportCard key={batch.id} batch={batch} />)}
        {imports.data?.items.length === 0 && (
          <EmptyState icon={IconTableImport} title={t("imports.none")} hint={t("imports.none.hint")} />
        )}
      </Section>
    </Page>
  );
}

function ImportCard({ batch }: { batch: ImportSummary }) {
  const t = useText();
  const locale = useLocale();
  const made = batch.counts["created"] ?? 0;
  const lines = t("lines", { count: batch.counts["lines"] ?? 0 });
  return (
    <RecordCard
      to={`/imports/${batch.id}`}
      title={batch.name}
      facts={`${formatMoment(batch.created_at, locale)} · ${lines}${made > 0 ? ` · ${t("made", { count: made })}` : ""}`}
      aside={<StatusBadge tone={STATE_TONE[batch.state]} word={t(`state.${batch.state}`)} />}
    />
  );
}
