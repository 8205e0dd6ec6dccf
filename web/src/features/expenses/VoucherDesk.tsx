import { Button } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconDownload, IconFileSpreadsheet } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { addDays, today } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ListSkeleton } from "../../ui/Skeletons";
import { vouchersQuery } from "./queries";
import { useText } from "./text";
import { VoucherRows } from "./VoucherRows";
import classes from "./FinancePage.module.css";

const MONTH_DAYS = 31;

/** The vouchers of a period, and the same as a table for accounting. */
export function VoucherDesk() {
  const t = useText();
  const [first, setFirst] = useState(addDays(today(), -MONTH_DAYS));
  const [last, setLast] = useState(today());
  const query = useQuery(vouchersQuery(first, last));
  const period = `first=${first}&last=${last}`;
  return (
    <>
      <div className={classes.tools}>
        <DatePickerInput label={t("from")} valueFormat="YYYY-MM-DD" value={first} onChange={(day) => day !== null && setFirst(day)} />
        <DatePickerInput label={t("to")} valueFormat="YYYY-MM-DD" value={last} onChange={(day) => day !== null && setLast(day)} />
        <Button component="a" href={`/api/v1/expenses/vouchers/export?${period}`} download leftSection={<IconDownload size={18} aria-hidden />} variant="light">
          CSV
        </Button>
        <Button component="a" href={`/api/v1/expenses/vouchers/export?${period}&as_workbook=true`} download leftSection={<IconFileSpreadsheet size={18} aria-hidden />} variant="light">
          Excel
        </Button>
      </div>
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <ListSkeleton />}
      {query.data?.length === 0 && <EmptyState icon={IconFileSpreadsheet} title={t("vouchers.empty")} hint={t("vouchers.empty.hint")} />}
      {query.data?.map((voucher) => <VoucherRows key={voucher.id} voucher={voucher} />)}
    </>
  );
}
