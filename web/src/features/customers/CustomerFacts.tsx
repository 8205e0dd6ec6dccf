import { DateText } from "../../ui/DateText";
import { FactList } from "../../ui/FactList";
import { Section } from "../../ui/Section";
import { useText } from "./text";
import { useTags } from "./queries";
import type { AccountFile } from "./words";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

export function CustomerFacts({ file }: { file: AccountFile }) {
  const t = useText();
  const tags = useTags();
  const detail = file.account;
  const tagNames = detail.summary.tag_ids.map((id) => tags.data?.find((tag) => tag.id === id)?.name).filter(Boolean);
  const facts = [
    { name: t("field.address"), value: detail.address },
    { name: t("field.position"), value: t(`position.${detail.summary.position_state}`) },
    { name: t("field.phone"), value: detail.phone && <a href={`tel:${detail.phone}`}>{detail.phone}</a> },
    { name: t("field.website"), value: detail.website },
    { name: t("field.taxNumber"), value: detail.tax_number },
    { name: t("field.tags"), value: tagNames.join("、") },
    { name: t("field.serviceMinutes"), value: t("minutes", { count: detail.service_minutes }) },
    ...file.fields.map((field) => ({ name: field.name, value: field.value })),
    { name: t("field.note"), value: detail.note },
    { name: t("field.since"), value: <DateText at={detail.created_at} say="day" /> },
  ].filter((fact) => Boolean(fact.value));
  return (
    <div>
      <Section title={t("facts.title")}>
        <FactList facts={facts} />
      </Section>
      {detail.visit_windows.length > 0 && (
        <Section title={t("windows.title")}>
          <FactList
            facts={detail.visit_windows.map((window) => ({
              name: t(`weekday.${DAYS[window.weekday] ?? "1"}`),
              value: `${clock(window.opens_minute)}–${clock(window.closes_minute)}`,
            }))}
          />
        </Section>
      )}
      <Section title={t("members.title")}>
        <FactList
          facts={[
            { name: t("member.owner"), value: detail.owner_name },
            ...file.members.map((member) => ({ name: t(`member.${member.role}`), value: member.name })),
          ]}
        />
      </Section>
      {file.key_dates.length > 0 && (
        <Section title={t("dates.title")}>
          <FactList
            facts={file.key_dates.map((date) => ({
              name: `${date.title}${date.calendar === "lunar" ? ` (${t("dates.lunar", { month: date.month, day: date.day })})` : ""}`,
              value: date.next_on === null ? t("dates.past") : <DateText at={date.next_on} />,
            }))}
          />
        </Section>
      )}
    </div>
  );
}
