import { Button, SegmentedControl } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatMoment } from "../../lib/dates";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { TableSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { useIsPhone } from "../../ui/useIsPhone";
import { InvoiceRegister } from "./InvoiceRegister";
import { PaymentList } from "./PaymentList";
import { type ReportLine, reportsQuery } from "./queries";
import { ReportCard } from "./ReportCard";
import { REPORT_TONE } from "./states";
import { useText } from "./text";
import { VoucherDesk } from "./VoucherDesk";
import classes from "./FinancePage.module.css";

const TABS = ["queue", "invoices", "payments", "vouchers"] as const;
type Tab = (typeof TABS)[number];

export default function FinancePage() {
  const t = useText();
  const [tab, setTab] = useState<Tab>("queue");
  return (
    <Page
      title={t("finance")}
      actions={
        <Button component={Link} to="/finance/settings" variant="subtle">
          {t("finance.settings")}
        </Button>
      }
    >
      <SegmentedControl
        className={classes.tabs ?? ""}
        aria-label={t("finance")}
        data={TABS.map((one) => ({ value: one, label: t(`finance.${one}`) }))}
        value={tab}
        onChange={(value) => setTab(value as Tab)}
      />
      {tab === "queue" && <Queue />}
      {tab === "invoices" && <InvoiceRegister />}
      {tab === "payments" && <PaymentList />}
      {tab === "vouchers" && <VoucherDesk />}
    </Page>
  );
}

/** Reports that need somebody: to decide, to book, to pay; what is done comes last. */
function Queue() {
  const t = useText();
  const locale = useLocale();
  const go = useNavigate();
  const phone = useIsPhone();
  const query = useQuery(reportsQuery(false));
  if (query.isError) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <TableSkeleton />;
  const rows = inOrder(query.data);
  if (rows.length === 0) return <EmptyState icon={IconCircleCheck} title={t("finance.queue.empty")} />;
  if (phone) return rows.map((one) => <ReportCard key={one.id} report={one} withOwner />);
  return (
    <DataTable
      label={t("finance.queue")}
      rows={rows}
      rowKey={(row) => row.id}
      onOpen={(row) => void go({ to: `/expenses/reports/${row.id}` })}
      columns={[
        { key: "title", head: t("report"), cell: (row) => row.title },
        { key: "owner", head: t("person"), cell: (row) => [row.owner_name, row.team_name].filter(Boolean).join(" · ") },
        { key: "since", head: t("submitted_at"), cell: (row) => (row.submitted_at === null ? "" : formatMoment(row.submitted_at, locale)) },
        { key: "lines", head: t("line"), number: true, cell: (row) => row.line_count },
        { key: "claimed", head: t("claimed"), number: true, cell: (row) => <Money minor={row.claimed_minor} currency={row.currency} style="exact" /> },
        { key: "approved", head: t("approved"), number: true, cell: (row) => <Money minor={row.approved_minor} currency={row.currency} style="exact" /> },
        { key: "paid", head: t("paid"), number: true, cell: (row) => <Money minor={row.paid_minor} currency={row.currency} style="exact" /> },
        { key: "state", head: t("state"), cell: (row) => <StatusBadge tone={REPORT_TONE[row.state]} word={t(`report.state.${row.state}`)} /> },
      ]}
    />
  );
}

const ORDER = ["submitted", "approved", "posted", "partly_paid", "returned", "paid", "draft"];

function inOrder(rows: readonly ReportLine[]): ReportLine[] {
  return [...rows].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}
