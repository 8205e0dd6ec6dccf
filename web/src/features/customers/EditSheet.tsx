import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import { type AccountDraft, AccountForm } from "./AccountForm";
import { useText } from "./text";
import type { AccountFile } from "./words";

/** Change a customer's profile; only the fields that differ are sent. */
export function EditSheet({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
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
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH("/api/v1/customers/accounts/{account_id}", {
          params: { path: { account_id: summary.id } },
          body: { values: values as never, seen_version: summary.version },
        }),
      ),
    onSuccess: () => {
      draft.discard();
      void client.invalidateQueries({ queryKey: ["account"] });
      onClose();
      showDone(t("edit.done"));
    },
  });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("edit.title")}
      footer={
        <Button fullWidth disabled={Object.keys(values).length === 0} loading={send.isPending} onClick={() => send.mutate()}>
          {t("save")}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      {send.isError && <ProblemNotice error={send.error} />}
      <AccountForm value={draft.value} set={draft.set} problem={send.error instanceof Problem ? send.error : null} />
    </Sheet>
  );
}
