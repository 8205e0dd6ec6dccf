import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { today } from "../../lib/dates";
import { newId } from "../../lib/ids";
import { formatMoney } from "../../lib/money";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import type { Report } from "./queries";
import { useText } from "./text";
import { VoucherRows } from "./VoucherRows";
import classes from "./ReportPage.module.css";

/** Finance's part: book what is approved, pay what is booked, in full or in part. */
export function BookPanel({ report }: { report: Report }) {
  const t = useText();
  const client = useQueryClient();
  const path = { params: { path: { report_id: report.summary.id } } };
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ["expense_report"] }) };
  const toBook = report.lines.filter((line) => line.state === "approved");
  const post = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/expenses/reports/{report_id}/post", { ...path, body: { booked_on: today() } })),
    onSuccess: (voucher) => showDone(t("done.booked", { number: voucher.number })),
    ...settled,
  });
  const owed = report.summary.posted_minor - report.summary.paid_minor;
  return (
    <Section title={t("book")}>
      {toBook.length > 0 && (
        <Button loading={post.isPending} onClick={() => post.mutate()}>
          {t("book.lines", { count: toBook.length, amount: formatMoney({ minor: toBook.reduce((sum, one) => sum + (one.approved_minor ?? 0), 0), currency: report.summary.currency }, "exact") })}
        </Button>
      )}
      {post.isError && <ProblemNotice error={post.error} />}
      {owed > 0 && <PayForm key={owed} report={report} owed={owed} />}
      {report.vouchers.map((voucher) => (
        <VoucherRows key={voucher.id} voucher={voucher} />
      ))}
    </Section>
  );
}

function PayForm({ report, owed }: { report: Report; owed: number }) {
  const t = useText();
  const client = useQueryClient();
  const [amount, setAmount] = useState<number | null>(owed);
  const [reference, setReference] = useState("");
  const [id] = useState(() => newId());
  const pay = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/expenses/reports/{report_id}/payments", {
          params: { path: { report_id: report.summary.id } },
          body: { id, amount_minor: amount ?? 0, paid_on: today(), reference },
        }),
      ),
    onSuccess: (made) => showDone(t("done.paid", { amount: formatMoney({ minor: made.amount_minor, currency: made.currency }, "exact") })),
    onSettled: () => client.invalidateQueries({ queryKey: ["expense_report"] }),
  });
  const fits = amount !== null && amount > 0 && amount <= owed;
  return (
    <>
      <div className={classes.book}>
        <MoneyInput label={t("pay.amount", { owed: formatMoney({ minor: owed, currency: report.summary.currency }, "exact") })} currency={report.summary.currency} value={amount} onChange={setAmount} />
        <TextInput label={t("pay.reference")} maxLength={120} value={reference} onChange={(event) => setReference(event.currentTarget.value)} />
        <Button variant="light" disabled={!fits} loading={pay.isPending} onClick={() => pay.mutate()}>
          {amount !== null && amount < owed ? t("pay.part") : t("pay")}
        </Button>
      </div>
      {pay.isError && <ProblemNotice error={pay.error} />}
    </>
  );
}
