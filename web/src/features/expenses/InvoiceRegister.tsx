import { Button } from "@mantine/core";
import { IconFileInvoice } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { answer, api } from "../../api/client";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { FilterBar } from "../../ui/FilterBar";
import { Money } from "../../ui/Money";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { TableSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { useIsPhone } from "../../ui/useIsPhone";
import { type Invoice, type InvoiceState, invoicesQuery } from "./queries";
import { INVOICE_TONE } from "./states";
import { useText } from "./text";

const STATES = ["unused", "in_use", "used", "posted", "reversed"] as const satisfies readonly InvoiceState[];

/** Every invoice once, across everyone: where it stands, whose it is, whether the buyer is right. */
export function InvoiceRegister() {
  const t = useText();
  const phone = useIsPhone();
  const [state, setState] = useState<InvoiceState | null>(null);
  const [text, setText] = useState("");
  const query = useQuery(invoicesQuery(state, useDeferredValue(text)));
  const rows = query.data ?? [];
  const on = state !== null || text !== "";
  return (
    <>
      <FilterBar
        search={{ value: text, onChange: setText, hint: t("invoices.search") }}
        chips={STATES.map((one) => ({ key: one, word: t(`invoice.${one}`), on: state === one, toggle: () => setState(state === one ? null : one) }))}
        onClear={on ? () => { setState(null); setText(""); } : undefined}
      />
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <TableSkeleton />}
      {query.data !== undefined && rows.length === 0 && <EmptyState icon={IconFileInvoice} title={t("invoices.empty")} hint={t("invoices.empty.hint")} />}
      {rows.length > 0 && (phone ? rows.map((row) => <InvoiceCard key={row.id} invoice={row} />) : <InvoiceTable rows={rows} />)}
    </>
  );
}

function InvoiceCard({ invoice }: { invoice: Invoice }) {
  const t = useText();
  return (
    <RecordCard
      title={invoice.seller_name || invoice.number}
      facts={[invoice.number, invoice.issued_on, invoice.owner_name].filter(Boolean).join(" · ")}
      aside={
        <span style={{ display: "grid", justifyItems: "end", gap: 4 }}>
          <Money minor={invoice.total_minor} currency={invoice.currency} />
          <StatusBadge tone={INVOICE_TONE[invoice.state]} word={t(`invoice.${invoice.state}`)} />
        </span>
      }
    />
  );
}

function InvoiceTable({ rows }: { rows: readonly Invoice[] }) {
  const t = useText();
  const client = useQueryClient();
  const reverse = useMutation({
    mutationFn: (id: string) => answer(api.POST("/api/v1/expenses/invoices/{invoice_id}/reverse", { params: { path: { invoice_id: id } } })),
    onSuccess: () => showDone(t("done.reversed")),
    onSettled: () => client.invalidateQueries({ queryKey: ["invoice"] }),
  });
  return (
    <>
      {reverse.isError && <ProblemNotice error={reverse.error} />}
      <DataTable
        label={t("finance.invoices")}
        rows={rows}
        rowKey={(row) => row.id}
        rowActions={(row) =>
          row.state !== "reversed" && (
            <Button size="xs" variant="subtle" color="stop" onClick={() => reverse.mutate(row.id)}>
              {t("invoice.reverse")}
            </Button>
          )
        }
        columns={[
          { key: "number", head: t("number"), cell: (row) => row.number },
          { key: "day", head: t("date"), cell: (row) => row.issued_on ?? "" },
          { key: "seller", head: t("seller"), cell: (row) => row.seller_name },
          { key: "buyer", head: t("buyer"), cell: (row) => <StatusBadge tone={row.buyer_check === "own" ? "go" : row.buyer_check === "not_checked" ? "plain" : "marker"} word={t(`buyer.${row.buyer_check}`)} /> },
          { key: "owner", head: t("person"), cell: (row) => row.owner_name },
          { key: "tax", head: t("tax.head"), number: true, cell: (row) => row.tax_minor === null ? "" : <Money minor={row.tax_minor} currency={row.currency} style="exact" /> },
          { key: "total", head: t("amount"), number: true, cell: (row) => <Money minor={row.total_minor} currency={row.currency} style="exact" /> },
          { key: "state", head: t("state"), cell: (row) => <StatusBadge tone={INVOICE_TONE[row.state]} word={t(`invoice.${row.state}`)} /> },
        ]}
      />
    </>
  );
}
