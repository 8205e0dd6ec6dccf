import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { DateText } from "../../ui/DateText";
import { FactList } from "../../ui/FactList";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { StatusBadge } from "../../ui/StatusBadge";
import classes from "./Customers.module.css";
import { EditButton } from "./EditButton";
import type { FileSheet } from "./FileSheets";
import { lunarDay, lunarMonth } from "./lunar";
import { useText } from "./text";
import { useTags } from "./queries";
import { useWrite } from "./useWrite";
import type { AccountFile, CustomField } from "./words";
import { removeKeyDate } from "./writes";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

interface PartProps {
  file: AccountFile;
  open: (sheet: FileSheet) => void;
}

export function CustomerFacts({ file, open }: PartProps) {
  const t = useText();
  const detail = file.account;
  const edit = (name: "edit" | "members", label: string) =>
    detail.may_change && <EditButton label={label} onClick={() => open({ name })} />;
  const facts = [
    { name: t("field.address"), value: detail.address },
    { name: t("field.position"), value: <PositionFact file={file} open={open} /> },
    { name: t("field.phone"), value: detail.phone && <a href={`tel:${detail.phone}`}>{detail.phone}</a> },
    { name: t("field.website"), value: detail.website },
    { name: t("field.taxNumber"), value: detail.tax_number },
    { name: t("field.serviceMinutes"), value: t("minutes", { count: detail.service_minutes }) },
    { name: t("field.note"), value: detail.note },
    { name: t("field.since"), value: <DateText at={detail.created_at} say="day" /> },
  ].filter((fact) => Boolean(fact.value));
  return (
    <div>
      <Section title={t("facts.title")} aside={edit("edit", t("edit.title"))}>
        <FactList facts={facts} />
      </Section>
      <TagsPart file={file} open={open} />
      <FieldsPart file={file} open={open} />
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
      <Section title={t("members.title")} aside={edit("members", t("members.edit"))}>
        <FactList
          facts={[
            { name: detail.owner_name, value: t("member.owner") },
            ...file.members.map((member) => ({ name: member.name, value: t(`member.${member.role}`) })),
          ]}
        />
      </Section>
      <DatesPart file={file} open={open} />
    </div>
  );
}

function PositionFact({ file, open }: PartProps) {
  const t = useText();
  const state = file.account.summary.position_state;
  const tone = state === "confirmed" ? "go" : state === "geocoded" ? "plain" : "marker";
  return (
    <span className={classes.position}>
      <StatusBadge tone={tone} word={t(`position.${state}`)} />
      {file.account.may_change && (
        <button type="button" className={classes.link} onClick={() => open({ name: "place" })}>
          {t(state === "none" || state === "city" ? "place.add" : "place.move")}
        </button>
      )}
    </span>
  );
}

function TagsPart({ file, open }: PartProps) {
  const t = useText();
  const tags = useTags();
  const ids = file.account.summary.tag_ids ?? [];
  const may = file.account.may_change;
  if (ids.length === 0 && !may) return null;
  const names = ids.map((id) => tags.data?.find((tag) => tag.id === id)?.name ?? "").filter(Boolean);
  return (
    <Section title={t("field.tags")} aside={may && <EditButton label={t("tags.edit")} onClick={() => open({ name: "tags" })} />}>
      {names.length === 0 ? (
        <p className={classes.hint}>{t("tags.none")}</p>
      ) : (
        <ul className={classes.tags}>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function FieldsPart({ file, open }: PartProps) {
  const t = useText();
  const may = file.account.may_change;
  const filled = file.fields.filter((field) => field.value !== "");
  if (file.fields.length === 0 || (filled.length === 0 && !may)) return null;
  return (
    <Section title={t("fields.title")} aside={may && <EditButton label={t("fields.edit")} onClick={() => open({ name: "fields" })} />}>
      {filled.length === 0 && <p className={classes.hint}>{t("fields.none", { names: file.fields.map((field) => field.name).join("、") })}</p>}
      <FactList facts={filled.map((field) => ({ name: field.name, value: <FieldValue field={field} /> }))} />
    </Section>
  );
}

function FieldValue({ field }: { field: CustomField }) {
  const t = useText();
  if (field.kind === "date") return <DateText at={field.value} />;
  if (field.kind === "flag") return <>{t(field.value === "true" ? "flag.yes" : "flag.no")}</>;
  return <>{field.value}</>;
}

function DatesPart({ file, open }: PartProps) {
  const t = useText();
  const english = useLocale() === "en";
  const write = useWrite();
  const may = file.account.may_change;
  if (file.key_dates.length === 0 && !may) return null;
  const lunar = (month: number, day: number) =>
    t("dates.lunar", { day: english ? `${month}/${day}` : `${lunarMonth(month)}${lunarDay(day)}` });
  return (
    <Section title={t("dates.title")} aside={may && <EditButton adds label={t("dates.add")} onClick={() => open({ name: "date" })} />}>
      {file.key_dates.length === 0 && <p className={classes.hint}>{t("dates.none")}</p>}
      {file.key_dates.map((date) => (
        <div key={date.id} className={classes.keyDate}>
          <span>
            <span>{date.title}</span>
            <span className={classes.small}>
              {date.next_on === null ? t("dates.past") : <DateText at={date.next_on} />}
              {date.calendar === "lunar" && ` · ${lunar(date.month, date.day)}`}
            </span>
          </span>
          {may && (
            <ActionIcon
              color="gray"
              aria-label={t("dates.remove", { title: date.title })}
              onClick={() => {
                const whose = file.contacts.find((contact) => contact.name === date.contact_name)?.id ?? null;
                write.mutate({ said: t("dates.removed", { title: date.title }), call: () => removeKeyDate(file.account.summary.id, date, whose) });
              }}
            >
              <IconTrash size={18} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
      {write.isError && <ProblemNotice error={write.error} />}
    </Section>
  );
}
