import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { newId } from "../../lib/ids";
import { DraftNote } from "../../ui/DraftNote";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { showDone } from "../../ui/undo";
import { AccountForm, EMPTY_ACCOUNT } from "./AccountForm";
import classes from "./Customers.module.css";
import { useText } from "./text";
import type { Twin } from "./words";

export default function NewCustomerPage() {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const draft = useDraft("customer-new", EMPTY_ACCOUNT);
  const [id] = useState(() => newId());
  const send = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/customers/accounts", { body: { id, values: draft.value as never } })),
    onSuccess: (account) => {
      draft.discard();
      void client.invalidateQueries({ queryKey: ["account"] });
      showDone(t("new.done", { name: account.name }));
      void navigate({ to: `/customers/${account.id}` as never, replace: true });
    },
  });
  const problem = send.error instanceof Problem ? send.error : null;
  return (
    <Page
      title={t("list.new")}
      back="/customers"
      width="narrow"
      primary={
        <Button disabled={draft.value.name.trim() === ""} loading={send.isPending} onClick={() => send.mutate()}>
          {t("new.save")}
        </Button>
      }
    >
      <div className={classes.form}>
        <DraftNote draft={draft} />
        <Twins name={draft.value.name} phone={draft.value.phone} taxNumber={draft.value.tax_number} />
        {send.isError && <ProblemNotice error={send.error} />}
        <AccountForm value={draft.value} set={draft.set} problem={problem} />
      </div>
    </Page>
  );
}

/** Customers that look the same, told while typing. A warning, never a wall. */
function Twins({ name, phone, taxNumber }: { name: string; phone: string; taxNumber: string }) {
  const t = useText();
  const [asked] = useDebouncedValue({ name: name.trim(), phone: phone.trim(), tax_number: taxNumber.trim() }, 400);
  const worth = asked.name.length > 1 || asked.phone.length > 6 || asked.tax_number.length > 4;
  const twins = useQuery({
    queryKey: ["account", "likeness", asked],
    enabled: worth,
    queryFn: () => answer(api.POST("/api/v1/customers/accounts/likeness", { body: { ...asked, position: null } as never })),
  });
  if (!worth || twins.data === undefined || twins.data.length === 0) return null;
  const why = (twin: Twin) =>
    twin.why.map((reason) => (reason === "tax_number" || reason === "name" || reason === "phone" || reason === "place" ? t(`twin.${reason}`) : reason)).join("、");
  return (
    <aside className={classes.twins} role="status">
      <p>{t("twin.title")}</p>
      <ul>
        {twins.data.map((twin, index) => (
          <li key={twin.account_id ?? index}>
            {twin.account_id === null ? t("twin.hidden") : <Link to={`/customers/${twin.account_id}` as never}>{twin.name}</Link>}
            {` · ${why(twin)}`}
          </li>
        ))}
      </ul>
    </aside>
  );
}
