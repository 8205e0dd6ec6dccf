import { Button, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useText } from "./text";

export function NewDealSheet({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const draft = useDraft<{ name: string; minor: number | null; closes: string | null }>(`deal:${accountId}`, { name: "", minor: null, closes: null });
  const { name, minor, closes } = draft.value;
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/customers/opportunities", {
          body: { account_id: accountId, values: { name, amount_minor: minor ?? 0, currency: "CNY", close_date: closes } as never },
        }),
      ),
    onSuccess: () => {
      draft.discard();
      onClose();
      for (const key of ["opportunity", "account"]) void client.invalidateQueries({ queryKey: [key] });
      showDone(t("deals.added"));
    },
  });
  const problem = send.error instanceof Problem ? send.error : null;
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("deals.add")}
      footer={<Button fullWidth disabled={name.trim() === ""} loading={send.isPending} onClick={() => send.mutate()}>{t("save")}</Button>}
    >
      <div className={classes.form}>
        <TextInput label={t("deal.name")} maxLength={120} data-autofocus value={name} error={problem?.field("name")} onChange={(event) => draft.set({ name: event.currentTarget.value })} />
        <MoneyInput label={t("deal.amount")} currency="CNY" value={minor} onChange={(value) => draft.set({ minor: value })} />
        <DatePickerInput label={t("deal.closes")} value={closes} onChange={(value) => draft.set({ closes: value })} clearable />
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    </Sheet>
  );
}
