import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { formatMoney } from "../../lib/money";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { type Cost, type Trip, useCost } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

const ADDABLE = ["local", "entertainment", "tolls", "other"] as const;

/** The estimate, line by line; a changed amount carries its reason. */
export function Estimate({ trip, canEdit }: { trip: Trip; canEdit: boolean }) {
  const t = useText();
  const [open, setOpen] = useState<Cost | "new" | null>(null);
  const money = (minor: number) => formatMoney({ minor, currency: trip.currency });
  return (
    <Section
      title={t("estimate")}
      aside={
        canEdit && (
          <Button variant="subtle" onClick={() => setOpen("new")}>
            {t("estimate.add")}
          </Button>
        )
      }
    >
      <table className={classes.costs}>
        <tbody>
          {trip.costs.map((cost) => (
            <tr key={cost.id}>
              <th scope="row">
                {t(`category.${cost.category}`)}
                {cost.label !== "" && ` · ${cost.label}`}
                {cost.unit !== "item" && ` · ${t(`unit.${cost.unit}`, { count: cost.quantity })}`}
                {cost.reason !== "" && <div className={classes.quiet}>{t("standard.reason", { reason: cost.reason })}</div>}
                {cost.amount_minor !== cost.computed_minor && cost.computed_minor > 0 && (
                  <div className={classes.quiet}>{t("estimate.computed", { amount: money(cost.computed_minor) })}</div>
                )}
              </th>
              <td>
                {money(cost.amount_minor)}
                {canEdit && (
                  <button type="button" className={classes.edit} onClick={() => setOpen(cost)} aria-label={t("estimate.change", { what: `${t(`category.${cost.category}`)} ${cost.label}` })}>
                    {t("change")}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("estimate.sum")}</th>
            <td>{money(trip.cost_minor)}</td>
          </tr>
        </tfoot>
      </table>
      {open !== null && <CostSheet trip={trip} cost={open === "new" ? null : open} close={() => setOpen(null)} />}
    </Section>
  );
}

function CostSheet({ trip, cost, close }: { trip: Trip; cost: Cost | null; close: () => void }) {
  const t = useText();
  const save = useCost(trip);
  const [category, setCategory] = useState<Cost["category"]>("other");
  const [label, setLabel] = useState("");
  const [amount, setAmount] = useState<number | null>(cost?.amount_minor ?? null);
  const [reason, setReason] = useState(cost?.reason ?? "");
  const needsReason = amount !== (cost?.computed_minor ?? 0);
  const ready = amount !== null && (!needsReason || reason.trim() !== "");
  const send = () => amount !== null && save.mutate({ cost, category, label, amount, reason }, { onSuccess: close });
  return (
    <Sheet
      opened
      onClose={close}
      title={cost === null ? t("estimate.add") : t(`category.${cost.category}`)}
      footer={
        <Button fullWidth onClick={send} loading={save.isPending} disabled={!ready}>
          {t("save")}
        </Button>
      }
    >
      <div className={classes.fields}>
        {cost === null && (
          <>
            <Select
              label={t("estimate.category")}
              data={ADDABLE.map((value) => ({ value, label: t(`category.${value}`) }))}
              value={category}
              allowDeselect={false}
              onChange={(value) => setCategory((value ?? "other") as Cost["category"])}
            />
            <TextInput label={t("estimate.label")} value={label} maxLength={120} onChange={(event) => setLabel(event.currentTarget.value)} />
          </>
        )}
        <MoneyInput label={t("amount")} currency={trip.currency} value={amount} onChange={setAmount} required />
        <Textarea
          label={t("reason")}
          description={t("estimate.reason.hint")}
          value={reason}
          maxLength={500}
          required={needsReason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {save.isError && <ProblemNotice error={save.error} />}
      </div>
    </Sheet>
  );
}
