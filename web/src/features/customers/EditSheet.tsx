import { Button } from "@mantine/core";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { type AccountDraft, AccountForm } from "./AccountForm";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { AccountFile } from "./words";
import { changeAccount } from "./writes";

/** Change a customer's profile; only the fields that differ are sent. */
export function EditSheet({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const t = useText();
  const { summary, ...detail } = file.account;
  const now: AccountDraft = {
    name: summary.name,
    customer_class: summary.customer_class,
    lifecycle_stage: summary.lifecycle_stage,
    industry: summary.industry,
    city_code: summary.city_code,
    district: summary.district,
    address: detail.address,
    phone: detail.phone,
    website: detail.website,
    tax_number: detail.tax_number,
    note: detail.note,
  };
  const draft = useDraft(`customer:${summary.id}`, now);
  const values = Object.fromEntries(
    Object.entries(draft.value).filter(([name, value]) => value !== now[name as keyof AccountDraft]),
  );
  const write = useWrite(() => {
    draft.discard();
    onClose();
  });
  const was = Object.fromEntries(Object.keys(values).map((name) => [name, now[name as keyof AccountDraft]]));
  const send = () =>
    write.mutate({ said: t("edit.done"), call: () => changeAccount(summary.id, values, was, summary.version ?? 0) });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("edit.title")}
      footer={
        <Button fullWidth disabled={Object.keys(values).length === 0} loading={write.isPending} onClick={send}>
          {t("save")}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      {write.isError && <ProblemNotice error={write.error} />}
      <AccountForm value={draft.value} set={draft.set} problem={write.error instanceof Problem ? write.error : null} />
    </Sheet>
  );
}
