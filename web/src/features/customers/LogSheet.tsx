import { Button, MultiSelect, Switch, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { useDraft } from "../../lib/draft";
import { newId } from "../../lib/ids";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { DraftNote } from "../../ui/DraftNote";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useText } from "./text";
import type { AccountFile, InteractionKind } from "./words";

const KINDS: readonly InteractionKind[] = ["call", "note", "message", "meeting", "visit"];

/** Two taps: kind and words. The draft stays until it is sent. */
export function LogSheet({ file, opened, onClose }: { file: AccountFile; opened: boolean; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const accountId = file.account.summary.id;
  const draft = useDraft<{ kind: InteractionKind; body: string; contacts: string[]; secret: boolean }>(`log:${accountId}`, {
    kind: "call",
    body: "",
    contacts: [],
    secret: false,
  });
  const { kind, body, contacts, secret } = draft.value;
  const again = () => void client.invalidateQueries({ queryKey: ["interaction"] });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/interactions/{interaction_id}", { params: { path: { interaction_id: id } } })),
    onSuccess: again,
  });
  const send = useMutation({
    mutationFn: () => {
      const [first = "", ...rest] = body.trim().split("\n");
      const summary = first.slice(0, 120);
      const more = first.length > 120 ? body.trim() : rest.join("\n").trim();
      return answer(
        api.POST("/api/v1/interactions", {
          body: {
            id: newId(),
            account_id: accountId,
            kind,
            happened_at: new Date().toISOString(),
            summary,
            body: more,
            contact_ids: contacts,
            direction: "out",
            visibility: secret ? "private" : "account",
          },
        }),
      );
    },
    onSuccess: (entry) => {
      draft.discard();
      onClose();
      again();
      showDone(t("log.done"), () => remove.mutate(entry.id));
    },
  });
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      title={t("log.title")}
      footer={
        <Button fullWidth disabled={body.trim() === ""} loading={send.isPending} onClick={() => send.mutate()}>
          {t("log.save")}
        </Button>
      }
    >
      <div className={classes.form}>
        <DraftNote draft={draft} />
        <ChoiceChips label={t("log.kind")} options={KINDS.map((value) => ({ value, word: t(`kind.${value}`) }))} value={kind} onChange={(value) => draft.set({ kind: value })} />
        <Textarea
          label={t("log.body")}
          placeholder={t("log.hint")}
          data-autofocus
          minRows={4}
          maxLength={20_000}
          value={body}
          onChange={(event) => draft.set({ body: event.currentTarget.value })}
        />
        {file.contacts.length > 0 && (
          <MultiSelect
            label={t("log.who")}
            data={file.contacts.map((contact) => ({ value: contact.id, label: contact.name }))}
            value={contacts}
            onChange={(value) => draft.set({ contacts: value })}
          />
        )}
        <Switch size="md" label={t("log.secret")} checked={secret} onChange={(event) => draft.set({ secret: event.currentTarget.checked })} />
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    </Sheet>
  );
}
