import { Anchor, Button, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { FactList } from "../../ui/FactList";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { ListSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { type Channel, type DueItem, resetRhythm, type Rhythm, rhythmQuery, setRhythm } from "./queries";
import { useText } from "./text";

/** Why this interval, and setting one's own. */
export function RhythmSheet({ item, onClose }: { item: DueItem; onClose: () => void }) {
  const t = useText();
  const rhythm = useQuery(rhythmQuery(item.account_id));
  return (
    <Sheet opened onClose={onClose} title={item.name}>
      <Anchor component={Link} to={`/customers/${item.account_id}` as never}>
        {t("open.customer")}
      </Anchor>
      {rhythm.isPending && <ListSkeleton rows={3} />}
      {rhythm.isError && <ProblemNotice error={rhythm.error} />}
      {rhythm.data !== undefined && <Setting key={rhythm.data.version} rhythm={rhythm.data} onClose={onClose} />}
    </Sheet>
  );
}

function Setting({ rhythm, onClose }: { rhythm: Rhythm; onClose: () => void }) {
  const t = useText();
  const [days, setDays] = useState<number | string>(rhythm.interval_days);
  const [channel, setChannel] = useState<Channel>(rhythm.channel);
  const [note, setNote] = useState(rhythm.reason.note ?? "");
  const { reason } = rhythm;
  const save = useMutation({
    mutationFn: () => setRhythm(rhythm.account_id, { interval_days: Number(days), channel, tolerance_pct: rhythm.tolerance_pct, note }),
    onSuccess: () => {
      showDone(t("saved"), () => void resetRhythm(rhythm.account_id));
      onClose();
    },
  });
  const follow = useMutation({
    mutationFn: () => resetRhythm(rhythm.account_id),
    onSuccess: () => {
      showDone(t("followed"));
      onClose();
    },
  });
  const because = [
    t("because.class", { kind: reason.customer_class, count: reason.base_days }),
    reason.stage_pct === 100 ? "" : t("because.stage", { stage: t(`stage.${reason.lifecycle_stage}`), pct: reason.stage_pct }),
    reason.opportunity_pct === 100 ? "" : t("because.deal", { pct: reason.opportunity_pct }),
  ].filter(Boolean);
  const facts = [
    { name: t("recommended"), value: t("every", { count: rhythm.recommended_days, channel: t(`channel.${rhythm.recommended_channel}`) }) },
    { name: t("because"), value: because.join(" · ") },
  ];
  return (
    <>
      <FactList facts={facts} />
      <NumberInput label={t("days")} min={1} max={730} value={days} onChange={setDays} />
      <ChoiceChips
        label={t("channel")}
        value={channel}
        onChange={setChannel}
        options={(["visit", "call", "message"] as const).map((value) => ({ value, word: t(`channel.${value}`) }))}
      />
      <TextInput label={t("note")} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {(save.isError || follow.isError) && <ProblemNotice error={save.error ?? follow.error} />}
      <Button loading={save.isPending} disabled={Number(days) < 1} onClick={() => save.mutate()}>
        {t("save")}
      </Button>
      {rhythm.is_set_by_hand && (
        <Button variant="default" loading={follow.isPending} onClick={() => follow.mutate()}>
          {t("follow")}
        </Button>
      )}
    </>
  );
}
