import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { MoneyInput } from "../../ui/MoneyInput";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import type { Cell } from "./Grids";
import { type Standard, useRemoveStandard, useSaveStandard } from "./queries";
import classes from "./Standards.module.css";
import { useText } from "./text";

const ACTIONS = ["inform", "reason", "approval", "employee_pays", "block"] as const;
const CLASSES: Record<string, readonly string[]> = {
  rail: ["hard_seat", "second", "hard_sleeper", "first", "soft_sleeper", "business"],
  air: ["economy", "premium_economy", "business", "first"],
};

export function StandardSheet({ cell, close }: { cell: Cell; close: () => void }) {
  const t = useText();
  const save = useSaveStandard(cell.row);
  const remove = useRemoveStandard();
  const [limit, setLimit] = useState<number | null>(cell.row?.limit_minor ?? null);
  const [best, setBest] = useState(cell.row?.class_limit ?? "");
  const [action, setAction] = useState<Standard["action"]>(cell.row?.action ?? "reason");
  const options = CLASSES[cell.category];
  const error = save.error ?? remove.error;
  const { row } = cell;
  const send = () =>
    save.mutate(
      {
        category: cell.category,
        grade_id: cell.gradeId,
        tier: cell.tier,
        city_code: "",
        limit_minor: limit,
        class_limit: best,
        action,
        version: 0,
      },
      { onSuccess: close },
    );
  return (
    <Sheet
      opened
      onClose={close}
      title={[cell.gradeName, cell.tier === "" ? t(cell.category as "rail") : t(`tier.${cell.tier}` as "tier.T1")].join(" · ")}
      footer={
        <>
          {row !== null && (
            <Button variant="subtle" color="stop" onClick={() => remove.mutate(row, { onSuccess: close })} loading={remove.isPending}>
              {t("remove")}
            </Button>
          )}
          <Button style={{ flex: 1 }} onClick={send} loading={save.isPending} disabled={limit === null && best === ""}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className={classes.fields}>
        {options === undefined ? (
          <MoneyInput label={t("limit.night")} value={limit} onChange={setLimit} required />
        ) : (
          <Select
            label={t("limit.class")}
            data={options.map((name) => ({ value: name, label: t(`class.${cell.category}.${name}` as "class.rail.second") }))}
            value={best || null}
            onChange={(value) => setBest(value ?? "")}
          />
        )}
        <Select
          label={t("action")}
          allowDeselect={false}
          data={ACTIONS.map((value) => ({ value, label: t(`action.${value}`) }))}
          value={action}
          onChange={(value) => value !== null && setAction(value as Standard["action"])}
        />
        {error !== null && <ProblemNotice error={error} />}
      </div>
    </Sheet>
  );
}
