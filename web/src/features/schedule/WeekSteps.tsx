import { ActionIcon, Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { addDays, formatDay, mondayOf, today } from "../../lib/dates";
import { useText } from "./text";

/** ‹ 周一 23日 – 周日 29日 › and the way back to this week. */
export function WeekSteps({ monday, onChange }: { monday: string; onChange: (monday: string) => void }) {
  const t = useText();
  const locale = useLocale();
  const here = mondayOf(today());
  return (
    <span style={{ display: "flex", alignItems: "center", margin: "-12px 0 8px -12px" }}>
      <ActionIcon aria-label={t("week.before")} onClick={() => onChange(addDays(monday, -7))}>
        <IconChevronLeft size={20} stroke={1.75} />
      </ActionIcon>
      <span style={{ fontWeight: 600, color: "var(--rb-ink)" }}>{`${formatDay(monday, locale)} – ${formatDay(addDays(monday, 6), locale)}`}</span>
      <ActionIcon aria-label={t("week.after")} onClick={() => onChange(addDays(monday, 7))}>
        <IconChevronRight size={20} stroke={1.75} />
      </ActionIcon>
      {monday !== here && (
        <Button variant="subtle" onClick={() => onChange(here)}>
          {t("week.this")}
        </Button>
      )}
    </span>
  );
}
