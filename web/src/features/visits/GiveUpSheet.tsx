import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { useGiveUp } from "./actions";
import type { Visit } from "./queries";
import { useText } from "./text";

const REASONS = ["customer_away", "road", "no_time", "other_visit", "other"] as const;
type Reason = (typeof REASONS)[number];

interface GiveUpSheetProps {
  visit: Visit;
  how: "miss" | "cancel";
  opened: boolean;
  onClose: () => void;
}

/** Not gone or called off, with the reason in one tap or in words. */
export function GiveUpSheet({ visit, how, opened, onClose }: GiveUpSheetProps) {
  const t = useText();
  const giveUp = useGiveUp();
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState("");
  const told = [reason !== null && reason !== "other" ? t(`reason.${reason}`) : "", words.trim()].filter(Boolean).join(t("comma"));
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      title={t(how === "miss" ? "miss.title" : "cancel.title", { name: visit.account_name })}
      footer={
        <Button disabled={told === ""} loading={giveUp.isPending} onClick={() => giveUp.mutate({ visitId: visit.id, how, reason: told }, { onSuccess: onClose })}>
          {t(how === "miss" ? "miss" : "cancel")}
        </Button>
      }
    >
      {giveUp.isError && <ProblemNotice error={giveUp.error} />}
      <ChoiceChips label={t("reason")} value={reason} onChange={setReason} options={REASONS.map((value) => ({ value, word: t(`reason.${value}`) }))} />
      <Textarea label={t("reason.words")} value={words} onChange={(event) => setWords(event.currentTarget.value)} maxLength={400} />
    </Sheet>
  );
}
