import { Button, Select, Switch, TextInput } from "@mantine/core";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Customers.module.css";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { Contact } from "./words";
import { addContact, changeContact, type ContactRole, removeContact } from "./writes";

const ROLES: readonly ContactRole[] = ["decision_maker", "influencer", "buyer", "user", "technical", "finance", "other"];
const LINES = ["name", "title", "department", "mobile", "email", "wechat"] as const;
type Line = (typeof LINES)[number];
type ContactDraft = Record<Line, string> & { role: ContactRole; primary: boolean };

function draftOf(contact: Contact | null): ContactDraft {
  return {
    name: contact?.name ?? "",
    title: contact?.title ?? "",
    department: contact?.department ?? "",
    mobile: contact?.phone ?? "",
    email: contact?.email ?? "",
    wechat: contact?.wechat ?? "",
    role: contact?.role ?? "other",
    primary: contact?.is_primary ?? false,
  };
}

/** A person at a customer, new or known. */
export function ContactSheet({ accountId, contact, onClose }: { accountId: string; contact: Contact | null; onClose: () => void }) {
  const t = useText();
  const first = draftOf(contact);
  const draft = useDraft(`contact:${contact?.id ?? accountId}`, first);
  const { role, primary, ...lines } = draft.value;
  const write = useWrite(() => {
    draft.discard();
    onClose();
  });
  const problem = write.error instanceof Problem ? write.error : null;
  const changed = Object.fromEntries(LINES.filter((name) => lines[name] !== first[name]).map((name) => [name, lines[name]]));
  const isNew = contact === null;
  const isSame = Object.keys(changed).length === 0 && role === first.role && primary === first.primary;
  const save = () =>
    write.mutate(
      isNew
        ? { said: t("contacts.added"), call: () => addContact(accountId, lines, role, primary) }
        : { said: t("edit.done"), call: () => changeContact(accountId, contact, changed, role, primary) },
    );
  const line = (name: Line, mode?: "tel" | "email") => (
    <TextInput
      label={t(`contact.${name}`)}
      maxLength={80}
      value={draft.value[name]}
      error={problem?.field(name)}
      {...(mode === undefined ? {} : { inputMode: mode })}
      onChange={(event) => draft.set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Sheet
      opened
      onClose={onClose}
      title={isNew ? t("contacts.add") : contact.name}
      footer={
        <>
          {!isNew && (
            <Button
              variant="subtle"
              color="stop"
              onClick={() => write.mutate({ said: t("contacts.removed", { name: contact.name }), call: () => removeContact(accountId, contact) })}
            >
              {t("contacts.remove")}
            </Button>
          )}
          <Button style={{ flex: 1 }} disabled={lines.name.trim() === "" || (!isNew && isSame)} loading={write.isPending} onClick={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      <DraftNote draft={draft} />
      <div className={classes.form}>
        {line("name")}
        <div className={classes.pair}>
          {line("title")}
          {line("department")}
          {line("mobile", "tel")}
          {line("wechat")}
        </div>
        {line("email", "email")}
        <Select label={t("contact.role")} data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={role} allowDeselect={false} onChange={(value) => value !== null && draft.set({ role: value as ContactRole })} />
        <Switch size="md" label={t("contacts.primary")} checked={primary} disabled={first.primary} onChange={(event) => draft.set({ primary: event.currentTarget.checked })} />
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
