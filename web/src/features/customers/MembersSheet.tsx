import { ActionIcon, Button, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { PersonPicker } from "../../ui/PersonPicker";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Customers.module.css";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { AccountFile } from "./words";
import { handOver, type MemberRole, setMember } from "./writes";

const ROLES: readonly MemberRole[] = ["co_owner", "technical", "service", "backup"];

/** Who works with this customer, each with a role. Every choice counts at once and can be taken back. */
export function MembersSheet({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const t = useText();
  const { id, owner_id: ownerId } = file.account.summary;
  const write = useWrite();
  const [person, setPerson] = useState<string | null>(null);
  const [role, setRole] = useState<MemberRole>("co_owner");
  const roles = ROLES.map((value) => ({ value, label: t(`member.${value}`) }));
  const change = (personId: string, to: MemberRole | null, from: MemberRole | null, said: string) =>
    write.mutate({ said, call: () => setMember(id, personId, to, from) });
  return (
    <Sheet opened onClose={onClose} title={t("members.edit")}>
      <div className={classes.form}>
        <PersonPicker
          label={t("member.owner")}
          value={ownerId}
          known={{ id: ownerId, name: file.account.owner_name }}
          onChange={(next) => next !== null && next !== ownerId && write.mutate({ said: t("members.handedOver"), call: () => handOver(id, next, ownerId) })}
        />
        {file.members.map((member) => (
          <div key={member.person_id} className={classes.member}>
            <Select
              label={member.name}
              data={roles}
              value={member.role}
              allowDeselect={false}
              onChange={(next) => next !== null && next !== member.role && change(member.person_id, next as MemberRole, member.role, t("members.changed"))}
            />
            <ActionIcon color="gray" aria-label={t("members.remove", { name: member.name })} onClick={() => change(member.person_id, null, member.role, t("members.removed", { name: member.name }))}>
              <IconTrash size={20} stroke={1.75} />
            </ActionIcon>
          </div>
        ))}
        <fieldset className={classes.line}>
          <legend>{t("members.add")}</legend>
          <PersonPicker label={t("members.person")} value={person} onChange={setPerson} />
          <Select label={t("contact.role")} data={roles} value={role} allowDeselect={false} onChange={(next) => next !== null && setRole(next as MemberRole)} />
          <Button
            variant="default"
            disabled={person === null || person === ownerId}
            loading={write.isPending}
            onClick={() => {
              if (person === null) return;
              change(person, role, file.members.find((one) => one.person_id === person)?.role ?? null, t("members.added"));
              setPerson(null);
            }}
          >
            {t("members.addThis")}
          </Button>
        </fieldset>
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
