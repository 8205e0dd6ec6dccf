import { DateTimePicker } from "@mantine/dates";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatMoment, instantOf } from "../../lib/dates";
import { Section } from "../../ui/Section";
import classes from "./ReportPage.module.css";
import type { Visit } from "./queries";
import { useText } from "./text";
import { meetings } from "./meetings";

interface NextMeetingProps {
  visit: Visit;
  value: string | null;
  onChange: (startsAt: string | null) => void;
}

/** When to meet again: two proposals, another time, or not yet. */
export function NextMeeting({ visit, value, onChange }: NextMeetingProps) {
  const t = useText();
  const locale = useLocale();
  const [choosing, setChoosing] = useState(false);
  const proposed = meetings(visit, new Date());
  const other = value !== null && !proposed.some((one) => one.startsAt === value) ? value : null;
  return (
    <Section title={t("next_meeting")}>
      <div className={classes.slots}>
        {proposed.map((one) => (
          <button key={one.key} type="button" className={classes.slot} aria-pressed={one.startsAt === value} onClick={() => onChange(one.startsAt === value ? null : one.startsAt)}>
            {formatMoment(one.startsAt, locale, visit.zone)}
            <small>{t(`next_meeting.${one.key}`)}</small>
          </button>
        ))}
        <button type="button" className={classes.slot} aria-pressed={other !== null} onClick={() => setChoosing(true)}>
          {other === null ? t("next_meeting.other") : formatMoment(other, locale, visit.zone)}
        </button>
      </div>
      {choosing && (
        <DateTimePicker
          mt={8}
          label={t("move.pick")}
          valueFormat={locale === "en" ? "ddd D MMM HH:mm" : "M月D日 dddd HH:mm"}
          minDate={new Date().toISOString().slice(0, 10)}
          onChange={(picked) => {
            const [day = "", time = ""] = (picked ?? "").split(" ");
            onChange(picked === null ? null : instantOf(day, time.slice(0, 5), visit.zone));
          }}
        />
      )}
    </Section>
  );
}
