import { Button } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatMoment, instantOf } from "../../lib/dates";
import { RecordCard } from "../../ui/RecordCard";
import { Sheet } from "../../ui/Sheet";
import { useMove } from "./actions";
import type { Visit } from "./queries";
import { useText } from "./text";
import { proposals, spanAt } from "./times";

interface MoveSheetProps {
  visit: Visit;
  opened: boolean;
  onClose: () => void;
}

/** 改期: two proposals for the thumb, or any time. Undo is in the toast. */
export function MoveSheet({ visit, opened, onClose }: MoveSheetProps) {
  const t = useText();
  const locale = useLocale();
  const move = useMove();
  const [picked, setPicked] = useState<string | null>(null);
  const take = (startsAt: string, endsAt: string) => {
    onClose();
    void move(visit, startsAt, endsAt);
  };
  const takePicked = () => {
    if (picked === null) return;
    const [day = "", time = ""] = picked.split(" ");
    const to = spanAt(visit, instantOf(day, time.slice(0, 5), visit.zone));
    take(to.startsAt, to.endsAt);
  };
  return (
    <Sheet opened={opened} onClose={onClose} title={t("move.title", { name: visit.account_name })}>
      <div>
        {proposals(visit, Date.now()).map((one) => (
          <RecordCard key={one.key} title={t(`move.${one.key}`)} aside={formatMoment(one.startsAt, locale, visit.zone)} onOpen={() => take(one.startsAt, one.endsAt)} />
        ))}
      </div>
      <DateTimePicker label={t("move.pick")} value={picked} onChange={setPicked} valueFormat={locale === "en" ? "ddd D MMM HH:mm" : "M月D日 dddd HH:mm"} minDate={new Date().toISOString().slice(0, 10)} />
      <Button disabled={picked === null} onClick={takePicked}>
        {t("move.take")}
      </Button>
    </Sheet>
  );
}
