import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { DateText } from "../../ui/DateText";
import { FactList } from "../../ui/FactList";
import { Money } from "../../ui/Money";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Customers.module.css";
import { usePipelines } from "./queries";
import { useText } from "./text";
import { LOSS_REASONS, type LossReason, type Opportunity } from "./words";

/** An opportunity: its facts, and its move to another stage. A loss asks for its reason. */
export function DealSheet({ deal, to, onClose }: { deal: Opportunity; to?: string; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const pipelines = usePipelines();
  const stages = pipelines.data?.find((one) => one.stages.some((stage) => stage.id === deal.stage_id))?.stages ?? [];
  const [stageId, setStageId] = useState(to ?? deal.stage_id);
  const [reason, setReason] = useState<LossReason | null>(null);
  const [competitor, setCompetitor] = useState(deal.competitor);
  const stage = stages.find((one) => one.id === stageId);
  const isLoss = stage?.stage_type === "lost";
  const again = () => {
    for (const key of ["opportunity", "account"]) void client.invalidateQueries({ queryKey: [key] });
  };
  const move = useMutation({
    mutationFn: (target: string) =>
      answer(
        api.POST("/api/v1/customers/opportunities/{opportunity_id}/stage", {
          params: { path: { opportunity_id: deal.id } },
          body: { stage_id: target, loss_reason: isLoss ? reason : null, loss_note: "", competitor: isLoss ? competitor : "" },
        }),
      ),
    onSuccess: (moved) => {
      again();
      onClose();
      showDone(t("deal.moved", { stage: moved.stage_name }));
    },
  });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={deal.name}
      footer={
        <Button fullWidth disabled={stageId === deal.stage_id || (isLoss && reason === null)} loading={move.isPending} onClick={() => move.mutate(stageId)}>
          {t("deal.move")}
        </Button>
      }
    >
      <div className={classes.form}>
        <FactList
          facts={[
            { name: t("deal.account"), value: <Link to={`/customers/${deal.account_id}` as never}>{deal.account_name}</Link> },
            { name: t("deal.amount"), value: <Money minor={deal.amount_minor} currency={deal.currency} /> },
            { name: t("deal.probability"), value: `${deal.probability_pct}%` },
            ...(deal.close_date === null ? [] : [{ name: t("deal.closes"), value: <DateText at={deal.close_date} /> }]),
            ...(deal.next_step === "" ? [] : [{ name: t("deal.nextStep"), value: deal.next_step }]),
          ]}
        />
        <Select
          label={t("deal.stage")}
          data={stages.map((one) => ({ value: one.id, label: one.name }))}
          value={stageId}
          allowDeselect={false}
          onChange={(value) => value !== null && setStageId(value)}
        />
        {isLoss && (
          <>
            <ChoiceChips label={t("deal.lossReason")} options={LOSS_REASONS.map((value) => ({ value, word: t(`loss.${value}`) }))} value={reason} onChange={setReason} />
            <TextInput label={t("deal.competitor")} maxLength={120} value={competitor} onChange={(event) => setCompetitor(event.currentTarget.value)} />
          </>
        )}
        {move.isError && <ProblemNotice error={move.error} />}
      </div>
    </Sheet>
  );
}
