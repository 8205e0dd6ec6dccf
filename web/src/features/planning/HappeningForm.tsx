import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay, today } from "../../lib/dates";
import { ChoiceChips } from "../../ui/ChoiceChips";
import classes from "./Replan.module.css";
import type { Plan } from "./queries";
import { customersQuery, HAPPENINGS, type Told } from "./replan";
import { useText } from "./text";
import { clock } from "./words";

const LATE = ["15", "30", "60", "120"] as const;

interface HappeningFormProps {
  plan: Plan;
  told: Told;
  onTell: (told: Told) => void;
}

/** What happened, in one tap, and what belongs to it. */
export function HappeningForm({ plan, told, onTell }: HappeningFormProps) {
  const t = useText();
  const locale = useLocale();
  const tell = (change: Partial<Told>) => onTell({ ...told, ...change });
  const ahead = plan.days.filter((day) => day.day >= today());
  const visits = ahead.flatMap((day) =>
    day.stops.map((stop) => ({ value: stop.account.account_id, label: `${stop.account.name} · ${formatDay(day.day, locale)} ${clock(stop.start_s)}` })),
  );
  const beds = new Map(ahead.flatMap((day) => (day.hotel ? [[day.hotel.hotel_id, day.hotel.name] as const] : [])));
  const kinds = HAPPENINGS.filter((kind) => kind !== "hotel_full" || beds.size > 0);
  return (
    <div className={classes.form}>
      <ChoiceChips label={t("replan.what")} value={told.kind} onChange={(kind) => tell({ kind, accountId: null })} options={kinds.map((value) => ({ value, word: t(`replan.kind.${value}`) }))} />
      {told.kind === "cancelled" && <Select label={t("replan.which")} data={visits} value={told.accountId} onChange={(accountId) => tell({ accountId })} placeholder={t("replan.choose")} />}
      {told.kind === "late" && (
        <ChoiceChips label={t("replan.late")} value={String(told.late)} onChange={(late) => tell({ late: Number(late) })} options={LATE.map((value) => ({ value, word: t("replan.minutes", { count: Number(value) }) }))} />
      )}
      {told.kind === "inserted" && <Appointment plan={plan} told={told} tell={tell} />}
      {told.kind === "hotel_full" && (
        <Select label={t("replan.hotel")} data={[...beds].map(([value, label]) => ({ value, label }))} value={told.hotelId} onChange={(hotelId) => tell({ hotelId })} placeholder={t("replan.choose")} />
      )}
      {told.kind !== "hotel_full" && ahead.length > 1 && (
        <ChoiceChips
          label={t("replan.scope")}
          value={told.scope}
          onChange={(scope) => tell({ scope })}
          options={[
            { value: "trip", word: t("replan.scope.trip") },
            { value: "today", word: t("replan.scope.today") },
          ]}
        />
      )}
    </div>
  );
}

function Appointment({ plan, told, tell }: { plan: Plan; told: Told; tell: (change: Partial<Told>) => void }) {
  const t = useText();
  const locale = useLocale();
  const [words, setWords] = useState("");
  const found = useQuery(customersQuery(words));
  const days = plan.days.filter((day) => day.day >= today()).map((day) => ({ value: day.day, label: formatDay(day.day, locale) }));
  return (
    <>
      <Select
        label={t("replan.customer")}
        placeholder={t("replan.search")}
        searchable
        data={(found.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
        filter={({ options }) => options}
        onSearchChange={setWords}
        nothingFoundMessage={found.isPending ? t("price.asking") : t("replan.nobody")}
        value={told.accountId}
        onChange={(accountId) => tell({ accountId })}
      />
      <Select label={t("replan.day")} data={days} value={told.day} allowDeselect={false} onChange={(day) => tell({ day: day ?? told.day })} />
      <div className={classes.hours}>
        <TextInput type="time" label={t("replan.from")} value={told.from} onChange={(event) => tell({ from: event.currentTarget.value })} />
        <TextInput type="time" label={t("replan.until")} value={told.until} onChange={(event) => tell({ until: event.currentTarget.value })} />
      </div>
    </>
  );
}
