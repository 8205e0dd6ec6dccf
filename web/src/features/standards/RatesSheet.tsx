import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { today } from "../../lib/dates";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { useSaveRates } from "./queries";
import classes from "./Standards.module.css";
import { useText } from "./text";

export function RatesSheet({ day, km, close }: { day: number; km: number; close: () => void }) {
  const t = useText();
  const save = useSaveRates();
  const [perDay, setPerDay] = useState<number | null>(day);
  const [perKm, setPerKm] = useState<number | null>(km);
  const [from, setFrom] = useState(today());
  const send = () => perDay !== null && perKm !== null && save.mutate({ day: perDay, km: perKm, from }, { onSuccess: close });
  return (
    <Sheet
      opened
      onClose={close}
      title={t("rates")}
      footer={
        <Button fullWidth onClick={send} loading={save.isPending} disabled={perDay === null || perKm === null}>
          {t("save")}
        </Button>
      }
    >
      <div className={classes.fields}>
        <MoneyInput label={t("per_diem")} value={perDay} onChange={setPerDay} required />
        <MoneyInput label={t("mileage")} value={perKm} onChange={setPerKm} required />
        <TextInput type="date" label={t("rates.from")} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        {save.isError && <ProblemNotice error={save.error} />}
      </div>
    </Sheet>
  );
}
