import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { formatMoney } from "../../lib/money";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import { bodyOfDecisions, type Choice, firstChoices, totalOf, whatIsMissing } from "./decisions";
import type { Report } from "./queries";
import { ReportLineRow } from "./ReportLineRow";
import { useText } from "./text";
import classes from "./ReportPage.module.css";

/** Decide line by line: all are approved in full until you say otherwise; only a refused one goes back. */
export function DecideLines({ report, onDone }: { report: Report; onDone: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const waiting = report.lines.filter((line) => line.state === "submitted");
  const [choices, setChoices] = useState<Record<string, Choice>>(() => firstChoices(waiting));
  const set = (id: string, change: Partial<Choice>) =>
    setChoices((now) => ({ ...now, [id]: { ...(now[id] as Choice), ...change } }));
  const decide = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/expenses/reports/{report_id}/decisions", {
          params: { path: { report_id: report.summary.id } },
          body: { decisions: bodyOfDecisions(choices), seen: report.seen },
        }),
      ),
    onSuccess: () => {
      showDone(t("done.decided"));
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["expense_report"] }),
  });
  const missing = whatIsMissing(waiting, choices);
  return (
    <Section title={t("decide.title", { count: waiting.length })}>
      {waiting.map((line, at) => {
        const choice = choices[line.id];
        if (choice === undefined) return null;
        const needsReason = !choice.approve || (choice.minor ?? 0) < line.base_minor;
        return (
          <div key={line.id}>
            <ReportLineRow line={line} report={report} />
            <div className={classes.decision}>
              <ChoiceChips
                label={t("decision.of", { number: at + 1, name: line.merchant || t(`category.${line.category}`) })}
                options={[
                  { value: "approve", word: t("approve") },
                  { value: "refuse", word: t("refuse") },
                ]}
                value={choice.approve ? "approve" : "refuse"}
                onChange={(value) => set(line.id, { approve: value === "approve" })}
              />
              {choice.approve && (
                <MoneyInput label={t("approve.up_to", { claimed: formatMoney({ minor: line.base_minor, currency: line.base_currency }, "exact") })} currency={line.base_currency} value={choice.minor} onChange={(minor) => set(line.id, { minor })} />
              )}
              {needsReason && <TextInput label={t("reason")} required maxLength={500} value={choice.reason} onChange={(event) => set(line.id, { reason: event.currentTarget.value })} />}
            </div>
          </div>
        );
      })}
      {decide.isError && <ProblemNotice error={decide.error} retry={() => void client.invalidateQueries({ queryKey: ["expense_report"] })} />}
      <div className={classes.bar}>
        <span>{t("decide.sum", { amount: formatMoney({ minor: totalOf(choices), currency: report.summary.currency }, "exact") })}</span>
        <span>
          <Button variant="subtle" onClick={onDone}>
            {t("cancel")}
          </Button>
          <Button disabled={missing !== null} loading={decide.isPending} onClick={() => decide.mutate()}>
            {missing === null ? t("decide.send") : t(`missing.${missing}`)}
          </Button>
        </span>
      </div>
    </Section>
  );
}
