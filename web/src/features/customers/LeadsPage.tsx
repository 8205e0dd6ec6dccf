import { Button, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { IconUserSearch } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { useDraft } from "../../lib/draft";
import { DateText } from "../../ui/DateText";
import { EmptyState } from "../../ui/EmptyState";
import { FactList } from "../../ui/FactList";
import { MoneyInput } from "../../ui/MoneyInput";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Sheet } from "../../ui/Sheet";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Tone } from "../../ui/tone";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useLeads } from "./queries";
import { useText } from "./text";
import type { Lead } from "./words";

type Step = components["schemas"]["LeadStep"];
const TONE: Record<Lead["status"], Tone> = {
  new: "marker", contacted: "road", nurturing: "plain", qualified: "road", converted: "go", disqualified: "plain",
};

export default function LeadsPage() {
  const t = useText();
  const [open, setOpen] = useState(true);
  const [shown, setShown] = useState<Lead | null>(null);
  const [adding, setAdding] = useState(false);
  const leads = useLeads(open);
  const rows = leads.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("nav.leads")} primary={<Button onClick={() => setAdding(true)}>{t("leads.new")}</Button>}>
      <SegmentedControl mb="md" value={open ? "open" : "settled"} onChange={(value) => setOpen(value === "open")} data={[{ value: "open", label: t("leads.open") }, { value: "settled", label: t("leads.settled") }]} />
      {leads.isPending && <ListSkeleton />}
      {leads.isError && <ProblemNotice error={leads.error} retry={() => void leads.refetch()} />}
      {leads.isSuccess && rows.length === 0 && <EmptyState icon={IconUserSearch} title={t("leads.none")} hint={t("leads.none.hint")} action={t("leads.new")} onAction={() => setAdding(true)} />}
      {rows.map((lead) => (
        <RecordCard
          key={lead.id}
          title={lead.company}
          facts={<span>{[lead.name, lead.source].filter(Boolean).join(" · ")} · <DateText at={lead.created_at} say="day" /></span>}
          aside={<StatusBadge tone={TONE[lead.status]} word={t(`lead.${lead.status}`)} />}
          onOpen={() => setShown(lead)}
        />
      ))}
      {leads.hasNextPage && <Button variant="light" mt="md" onClick={() => void leads.fetchNextPage()}>{t("list.more")}</Button>}
      {shown !== null && <LeadSheet key={shown.id} lead={shown} onClose={() => setShown(null)} />}
      {adding && <NewLeadSheet onClose={() => setAdding(false)} />}
    </Page>
  );
}

function LeadSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [withDeal, setWithDeal] = useState(false);
  const [dealName, setDealName] = useState(lead.company);
  const [minor, setMinor] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const again = () => void client.invalidateQueries({ queryKey: ["lead"] });
  const step = useMutation({
    mutationFn: (next: Step) => answer(api.POST("/api/v1/customers/leads/{lead_id}/step", { params: { path: { lead_id: lead.id } }, body: { step: next, reason } })),
    onSuccess: (changed) => {
      again();
      onClose();
      showDone(t(`lead.${changed.status}`));
    },
  });
  const convert = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/customers/leads/{lead_id}/conversion", {
          params: { path: { lead_id: lead.id } },
          body: { account_id: null, opportunity: withDeal ? ({ name: dealName, amount_minor: minor ?? 0 } as never) : null },
        }),
      ),
    onSuccess: (made) => {
      again();
      void client.invalidateQueries({ queryKey: ["account"] });
      void navigate({ to: `/customers/${made.account_id}` as never });
    },
  });
  const settled = lead.status === "converted" || lead.status === "disqualified";
  const error = step.error ?? convert.error;
  return (
    <Sheet
      opened
      onClose={onClose}
      title={lead.company}
      footer={!settled && <Button fullWidth loading={convert.isPending} onClick={() => convert.mutate()}>{t("leads.convert")}</Button>}
    >
      <div className={classes.form}>
        <FactList
          facts={[
            { name: t("contact.name"), value: [lead.name, lead.title].filter(Boolean).join(" · ") },
            { name: t("field.phone"), value: lead.phone && <a href={`tel:${lead.phone}`}>{lead.phone}</a> },
            { name: t("contact.email"), value: lead.email },
            { name: t("leads.source"), value: lead.source },
            { name: t("field.note"), value: lead.note },
            { name: t("leads.reason"), value: lead.reason },
          ].filter((fact) => Boolean(fact.value))}
        />
        {error !== null && <ProblemNotice error={error} />}
        {!settled && (
          <>
            <Switch size="md" label={t("leads.withDeal")} checked={withDeal} onChange={(event) => setWithDeal(event.currentTarget.checked)} />
            {withDeal && (
              <div className={classes.pair}>
                <TextInput label={t("deal.name")} value={dealName} maxLength={120} onChange={(event) => setDealName(event.currentTarget.value)} />
                <MoneyInput label={t("deal.amount")} currency="CNY" value={minor} onChange={setMinor} />
              </div>
            )}
            <div className={classes.quick}>
              {lead.status === "new" && <Button variant="default" onClick={() => step.mutate("contact")}>{t("leads.contacted")}</Button>}
              {lead.status !== "qualified" && <Button variant="default" onClick={() => step.mutate("qualify")}>{t("leads.qualify")}</Button>}
            </div>
            <div className={classes.viewForm}>
              <TextInput aria-label={t("leads.reason")} placeholder={t("leads.reason")} maxLength={240} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
              <Button variant="default" disabled={reason.trim() === ""} onClick={() => step.mutate("disqualify")}>{t("leads.giveUp")}</Button>
            </div>
          </>
        )}
        {lead.status === "disqualified" && <Button variant="default" onClick={() => step.mutate("reopen")}>{t("leads.reopen")}</Button>}
      </div>
    </Sheet>
  );
}

function NewLeadSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const draft = useDraft("lead-new", { company: "", name: "", phone: "", source: "" });
  const send = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/customers/leads", { body: { values: draft.value as never } })),
    onSuccess: () => {
      draft.discard();
      void client.invalidateQueries({ queryKey: ["lead"] });
      onClose();
      showDone(t("leads.added"));
    },
  });
  const line = (name: "company" | "name" | "phone" | "source", label: string) => (
    <TextInput label={label} maxLength={name === "company" ? 120 : 60} value={draft.value[name]} onChange={(event) => draft.set({ [name]: event.currentTarget.value })} />
  );
  return (
    <Sheet opened onClose={onClose} title={t("leads.new")} footer={<Button fullWidth disabled={draft.value.company.trim() === ""} loading={send.isPending} onClick={() => send.mutate()}>{t("save")}</Button>}>
      <div className={classes.form}>
        {line("company", t("field.name"))}
        {line("name", t("contact.name"))}
        {line("phone", t("field.phone"))}
        {line("source", t("leads.source"))}
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    </Sheet>
  );
}
