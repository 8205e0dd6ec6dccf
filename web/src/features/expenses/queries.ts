import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { live } from "../../api/liveStream";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Expense = Schemas["ExpenseRecord"];
export type ExpenseState = Schemas["ExpenseState"];
export type Report = Schemas["ReportPage"];
export type ReportLine = Schemas["ReportSummary"];
export type ReportState = Schemas["ReportState"];
export type Finding = Schemas["Finding"];
export type Twin = Schemas["DuplicateHint"];
export type Document = Schemas["DocumentRecord"];
export type Reading = Schemas["FieldReading"];
export type Invoice = Schemas["InvoiceRecord"];
export type InvoiceState = Schemas["InvoiceState"];
export type Category = Schemas["ExpenseRecord"]["category"];
export type Suggestion = Schemas["Suggestion"];

export const CATEGORIES = [
  "lodging", "rail", "air", "road", "local", "tolls", "entertainment", "other",
] as const satisfies readonly Category[];

export function inboxQuery() {
  return queryOptions({
    queryKey: ["expense", "inbox"],
    ...live("document", "expense_report", "expense_receipt"),
    queryFn: () => answer(api.GET("/api/v1/expenses/inbox")),
  });
}

export function documentQuery(documentId: string) {
  return queryOptions({
    queryKey: ["document", documentId],
    queryFn: () => answer(api.GET("/api/v1/recognition/documents/{document_id}", { params: { path: { document_id: documentId } } })),
    refetchInterval: (query) => (query.state.data?.state === "waiting" ? 1_500 : false),
  });
}

export function suggestionQuery(documentId: string) {
  return queryOptions({
    queryKey: ["trip", "suggestion", documentId],
    queryFn: () =>
      answer(api.GET("/api/v1/expenses/documents/{document_id}/suggestion", { params: { path: { document_id: documentId } } })),
  });
}

export function expenseQuery(expenseId: string) {
  return queryOptions({
    queryKey: ["expense", expenseId],
    ...live("expense_receipt", "expense_split"),
    queryFn: () => answer(api.GET("/api/v1/expenses/lines/{expense_id}", { params: { path: { expense_id: expenseId } } })),
  });
}

export function reportQuery(reportId: string) {
  return queryOptions({
    queryKey: ["expense_report", reportId],
    ...live("expense", "expense_receipt", "expense_split", "invoice", "reimbursement", "voucher"),
    queryFn: () => answer(api.GET("/api/v1/expenses/reports/{report_id}", { params: { path: { report_id: reportId } } })),
  });
}

/** Reports that wait for one's decision, or all that were ever submitted. */
export function reportsQuery(waitingForMe: boolean) {
  return queryOptions({
    queryKey: ["expense_report", "list", waitingForMe],
    ...live("expense", "reimbursement", "voucher"),
    queryFn: () => answer(api.GET("/api/v1/expenses/reports", { params: { query: { waiting_for_me: waitingForMe, was_submitted: true, limit: 200 } } })),
  });
}

export function invoicesQuery(state: InvoiceState | null, text: string) {
  const query = { text, ...(state === null ? {} : { state }) };
  return queryOptions({
    queryKey: ["invoice", "list", state, text],
    ...live("expense_receipt"),
    queryFn: () => answer(api.GET("/api/v1/expenses/invoices", { params: { query } })),
  });
}

export function paymentsQuery() {
  return queryOptions({
    queryKey: ["reimbursement", "list"],
    queryFn: () => answer(api.GET("/api/v1/expenses/payments")),
  });
}

export function vouchersQuery(first: string, last: string) {
  return queryOptions({
    queryKey: ["voucher", "list", first, last],
    queryFn: () => answer(api.GET("/api/v1/expenses/vouchers", { params: { query: { first, last } } })),
  });
}

export function ratesQuery() {
  return queryOptions({ queryKey: ["exchange_rate", "list"], queryFn: () => answer(api.GET("/api/v1/expenses/rates")) });
}

export function companiesQuery() {
  return queryOptions({ queryKey: ["own_company", "list"], queryFn: () => answer(api.GET("/api/v1/expenses/companies")) });
}
