import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { useDraft } from "../../lib/draft";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useText } from "./text";

type Role = components["schemas"]["ContactRole"];
const ROLES: readonly Role[] = ["decision_maker", "influencer", "buyer", "user", "technical", "finance", "other"];

export function NewContactSheet({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const draft = useDraft<{ name: string; title: string; mobile: string; email: string; role: Role }>(`contact:${accountId}`, {
    name: "", title: "", mobile: "", email: "", role: "other",
  });
  const { role, ...values } = draft.value;
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/customers/accounts/{account_id}/contacts", {
          params: { path: { account_id: accountId } },
          body: { values: values as never, role, is_primary: false },
        }),
      ),
    onSuccess: () => {
      draft.discard();
      onClose();
      void client.invalidateQueries({ queryKey: ["account"] });
      showDone(t("contacts.added"));
    },
  });
  const field = (name: "name" | "title" | "mobile" | "email", mode?: "tel" | "email") => (
    <TextInput
      label={t(`contact.${name}`)}
      maxLength={80}
      value={draft.value[name]}
      {...(mode === undefined ? {} : { inputMode: mode })}
      onChange={(event) => draft.set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("contacts.add")}
      footer={<Button fullWidth disabled={values.name.trim() === ""} loading={send.isPending} onClick={() => send.mutate()}>{t("save")}</Button>}
    >
      <div className={classes.form}>
        {field("name")}
        {field("title")}
        {field("mobile", "tel")}
        {field("email", "email")}
        <Select label={t("contact.role")} data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={role} allowDeselect={false} onChange={(value) => value !== null && draft.set({ role: value as Role })} />
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    </Sheet>
  );
}
