import { ActionIcon, Button, NumberInput, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconTrash } from "@tabler/icons-react";
import { Problem } from "../../api/problem";
import { today } from "../../lib/dates";
import { useDraft } from "../../lib/draft";
import { newId } from "../../lib/ids";
import { formatMoney } from "../../lib/money";
import { DraftNote } from "../../ui/DraftNote";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import classes from "./Customers.module.css";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import { recordOrder } from "./writes";

interface LineDraft {
  key: string;
  product: string;
  quantity: number;
  minor: number | null;
}

const emptyLine = (): LineDraft => ({ key: newId(), product: "", quantity: 1, minor: null });

/** What a customer bought, line by line; the sum is the order's amount. */
export function OrderSheet({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useText();
  const draft = useDraft<{ number: string; on: string; lines: LineDraft[] }>(`order:${accountId}`, { number: "", on: today(), lines: [emptyLine()] });
  const { number, on, lines } = draft.value;
  const filled = lines.filter((line) => line.product.trim() !== "" && line.minor !== null);
  const write = useWrite(() => {
    draft.discard();
    onClose();
  });
  const problem = write.error instanceof Problem ? write.error : null;
  const set = (key: string, change: Partial<LineDraft>) =>
    draft.set({ lines: lines.map((line) => (line.key === key ? { ...line, ...change } : line)) });
  const send = () =>
    write.mutate({
      said: t("orders.added"),
      call: () =>
        recordOrder({
          account_id: accountId,
          number,
          ordered_on: on,
          currency: "CNY",
          lines: filled.map((line) => ({ product: line.product, quantity_milli: Math.round(line.quantity * 1000), unit: "", amount_minor: line.minor ?? 0 })),
        }),
    });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("orders.add")}
      footer={
        <Button fullWidth disabled={number.trim() === "" || filled.length === 0} loading={write.isPending} onClick={send}>
          {t("orders.save", { amount: formatMoney({ minor: filled.reduce((sum, line) => sum + (line.minor ?? 0), 0), currency: "CNY" }) })}
        </Button>
      }
    >
      <DraftNote draft={draft} />
      <div className={classes.form}>
        <div className={classes.pair}>
          <TextInput label={t("orders.number")} data-autofocus maxLength={60} value={number} error={problem?.field("number")} onChange={(event) => draft.set({ number: event.currentTarget.value })} />
          <DatePickerInput label={t("orders.on")} value={on} onChange={(next) => next !== null && draft.set({ on: next })} />
        </div>
        {lines.map((line, index) => (
          <fieldset key={line.key} className={classes.line}>
            <legend>{t("orders.line", { number: index + 1 })}</legend>
            <div className={classes.member}>
              <TextInput label={t("orders.product")} maxLength={120} value={line.product} onChange={(event) => set(line.key, { product: event.currentTarget.value })} />
              {lines.length > 1 && (
                <ActionIcon color="gray" aria-label={t("orders.dropLine", { number: index + 1 })} onClick={() => draft.set({ lines: lines.filter((one) => one.key !== line.key) })}>
                  <IconTrash size={20} stroke={1.75} />
                </ActionIcon>
              )}
            </div>
            <div className={classes.halves}>
              <NumberInput label={t("orders.quantity")} min={0.001} decimalScale={3} hideControls value={line.quantity} onChange={(next) => set(line.key, { quantity: Number(next) || 1 })} />
              <MoneyInput label={t("deal.amount")} value={line.minor} onChange={(next) => set(line.key, { minor: next })} />
            </div>
          </fieldset>
        ))}
        <Button variant="default" onClick={() => draft.set({ lines: [...lines, emptyLine()] })}>{t("orders.addLine")}</Button>
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
