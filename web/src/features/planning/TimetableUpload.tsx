import { Anchor, Button, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { Problem } from "../../api/problem";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import classes from "./Timetable.module.css";
import { type FileKind, importFile, templateOf, type TimetableImport } from "./timetable";
import { useText } from "./text";
import { COLUMNS, useTrouble } from "./timetableWords";

/** Choose a file, see what it would do line by line, bring it in. */
export function TimetableUpload({ kind }: { kind: FileKind }) {
  const t = useText();
  const locale = useLocale();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const dry = useMutation({ mutationFn: (chosen: File) => importFile(kind, chosen, true) });
  const write = useMutation({
    mutationFn: (chosen: File) => importFile(kind, chosen, false),
    onSuccess: async (told) => {
      setFile(null);
      dry.reset();
      showDone(t("timetable.done", { added: told.added, changed: told.changed }));
      await client.invalidateQueries({ queryKey: [kind === "stations" ? "station" : "timetable_service"] });
    },
  });
  const choose = (chosen: File | null) => {
    if (chosen === null) return;
    setFile(chosen);
    write.reset();
    dry.mutate(chosen);
  };
  const told = dry.data;
  const error = write.error ?? dry.error;
  return (
    <Section title={t(`timetable.${kind}.title`)}>
      <p className={classes.note}>
        {t(`timetable.${kind}.hint`)}{" "}
        <Anchor href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateOf(kind, locale))}`} download={`${kind}.csv`}>
          {t("timetable.template")}
        </Anchor>
      </p>
      <div className={classes.row}>
        <FileButton onChange={choose} accept=".csv,.txt,.tsv,.xlsx" inputProps={{ "aria-label": t(`timetable.${kind}.choose`) }}>
          {(props) => (
            <Button {...props} variant="default" loading={dry.isPending} leftSection={<IconUpload size={18} aria-hidden />}>
              {t(`timetable.${kind}.choose`)}
            </Button>
          )}
        </FileButton>
        {file !== null && told !== undefined && told.trouble_count === 0 && (
          <Button disabled={told.added + told.changed === 0} loading={write.isPending} onClick={() => write.mutate(file)}>
            {t("timetable.import", { count: told.added + told.changed })}
          </Button>
        )}
      </div>
      {file !== null && told !== undefined && <Told file={file} told={told} />}
      {error !== null && <ProblemNotice error={error} />}
      {error instanceof Problem && <Missing kind={kind} problem={error} />}
    </Section>
  );
}

/** What the file would do; while any line is wrong nothing is written. */
function Told({ file, told }: { file: File; told: TimetableImport }) {
  const t = useText();
  const trouble = useTrouble();
  return (
    <div role="status">
      <ReasonLine
        tone={told.trouble_count > 0 ? "stop" : "go"}
        facts={[
          t("timetable.lines", { name: file.name, count: told.lines }),
          told.trouble_count > 0 ? t("timetable.troubles", { count: told.trouble_count }) : t("timetable.would", { added: told.added, changed: told.changed, unchanged: told.unchanged }),
        ]}
      />
      <ol className={classes.troubles}>
        {told.troubles.map((one) => (
          <li key={`${one.line}-${one.column}`}>{trouble(one)}</li>
        ))}
      </ol>
    </div>
  );
}

function Missing({ kind, problem }: { kind: FileKind; problem: Problem }) {
  const t = useText();
  const missing = COLUMNS[kind].filter((column) => problem.field(column) !== undefined);
  if (missing.length === 0) return null;
  return <ReasonLine tone="stop" facts={[t("timetable.missing", { columns: missing.map((column) => t(`timetable.column.${column}`)).join(t("comma")) })]} />;
}
