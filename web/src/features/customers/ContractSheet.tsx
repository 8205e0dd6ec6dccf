import { Button, Switch, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { Problem } from "../../api/problem";
import { today } from "../../lib/dates";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Customers.module.css";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import { recordContract } from "./writes";

interface ContractDraft {
  title: string;
  number: string;
  amount_minor: number | null;
  starts_on: string | null;
  ends_on: string | null;
  renews_itself: boolean;
}

/** A contract with a customer. */
export function ContractSheet({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useText();
  const draft = useDraft<ContractDraft>(`contract:${accountId}`, {
    title: "", number: "", amount_minor: null, starts_on: today(), ends_on: null, renews_itself: false,
  });
  const value = draft.value;
  const write = useWrite(() => {
    draft.discard();
    onClose();
  });
  const problem = write.error instanceof Problem ? write.error : null;
  const send = () =>
    write.mutate({
      said: t("contracts.added"),
      call: () => recordContract(accountId, { ...value, amount_minor: value.amount_minor ?? 0, currency: "CNY" }),
    });
  const day = (name: "starts_on" | "ends_on", label: string) => (
    <DatePickerInput label={label} clearable={name === "ends_on"} value={value[name]} error={problem?.field(name)} onChange={(next) => draft.set({ [name]: next })} />
  );
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("contracts.add")}
      footer={
        <Button fullWidth disabled={value.title.trim() === "" || value.starts_on === null} loading={write.isPending} onClick={send}>
          {t("save")}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      <div className={classes.form}>
        <TextInput label={t("contracts.name")} data-autofocus maxLength={160} value={value.title} error={problem?.field("title")} onChange={(event) => draft.set({ title: event.currentTarget.value })} />
        <div className={classes.pair}>
          <TextInput label={t("contracts.number")} maxLength={60} value={value.number} onChange={(event) => draft.set({ number: event.currentTarget.value })} />
          <MoneyInput label={t("deal.amount")} value={value.amount_minor} onChange={(next) => draft.set({ amount_minor: next })} />
          {day("starts_on", t("contracts.from"))}
          {day("ends_on", t("contracts.to"))}
        </div>
        <Switch size="md" label={t("contracts.renews")} checked={value.renews_itself} onChange={(event) => draft.set({ renews_itself: event.currentTarget.checked })} />
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
