import { Button, Checkbox, Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./LinePage.module.css";
import type { Expense, ReportLine } from "./queries";
import { useText } from "./text";

interface MoveLinesProps {
  lines: readonly Expense[];
  /** Reports that still take lines; the first is proposed. */
  reports: readonly ReportLine[];
  onClose: () => void;
}

/** Puts lines that belong nowhere yet into a report. */
export function MoveLinesSheet({ lines, reports, onClose }: MoveLinesProps) {
  const t = useText();
  const locale = useLocale();
  const go = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>(lines.map((line) => line.id));
  const [reportId, setReportId] = useState(reports[0]?.id ?? null);
  const report = reports.find((one) => one.id === reportId);
  const move = useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/expenses/reports/{report_id}/lines", { params: { path: { report_id: id } }, body: { expense_ids: [...chosen] } })),
    onSuccess: async (moved) => {
      showDone(t("move.done", { count: chosen.length, title: moved.title }));
      onClose();
      await go({ to: `/expenses/reports/${moved.id}` });
    },
    onSettled: () => Promise.all(["expense", "expense_report"].map((type) => client.invalidateQueries({ queryKey: [type] }))),
  });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("move")}
      footer={
        <Button fullWidth disabled={chosen.length === 0 || report === undefined} loading={move.isPending} onClick={() => report !== undefined && move.mutate(report.id)}>
          {t("move.send", { count: chosen.length })}
        </Button>
      }
    >
      <Select label={t("move.to")} allowDeselect={false} data={reports.map((one) => ({ value: one.id, label: one.title }))} value={reportId} onChange={setReportId} />
      <Checkbox.Group label={t("move.which")} value={[...chosen]} onChange={setChosen}>
        {lines.map((line) => (
          <Checkbox
            key={line.id}
            size="md"
            className={classes.check ?? ""}
            value={line.id}
            label={line.merchant || line.note || t(`category.${line.category}`)}
            description={`${formatDay(line.spent_on, locale)} · ${formatMoney({ minor: line.amount_minor, currency: line.currency })}`}
          />
        ))}
      </Checkbox.Group>
      {move.isError && <ProblemNotice error={move.error} />}
    </Sheet>
  );
}
