import { Select } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconTrainFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { today } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { EmptyState } from "../../ui/EmptyState";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import classes from "./Timetable.module.css";
import { type Connection, connectionsQuery, type Station } from "./timetable";
import { clockOf } from "./travel";
import { useText } from "./text";

/** What runs between two cities on a day, door to door. */
export function Connections({ stations }: { stations: readonly Station[] }) {
  const t = useText();
  const locale = useLocale();
  const cities = [...new Map(stations.map((one) => [one.city_code, one.city_name])).entries()].map(([value, label]) => ({ value, label }));
  const [from, setFrom] = useState(cities[0]?.value ?? "");
  const [to, setTo] = useState(cities[1]?.value ?? "");
  const [day, setDay] = useState<string | null>(today());
  const query = useQuery(connectionsQuery(from, to, day ?? ""));
  return (
    <Section title={t("timetable.find")}>
      <div className={classes.find}>
        <Select searchable label={t("timetable.column.from")} data={cities} value={from || null} onChange={(value) => setFrom(value ?? "")} />
        <Select searchable label={t("timetable.column.to")} data={cities} value={to || null} onChange={(value) => setTo(value ?? "")} />
        <DatePickerInput label={t("timetable.day")} value={day} onChange={setDay} valueFormat={locale === "en" ? "ddd D MMM" : "M月D日 dddd"} />
      </div>
      {query.isLoading && <ListSkeleton rows={3} />}
      {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <EmptyState icon={IconTrainFilled} title={t("timetable.nothing")} hint={t("timetable.nothing.hint")} />}
      {query.data?.map((one) => (
        <Row key={one.service_id} one={one} />
      ))}
    </Section>
  );
}

function Row({ one }: { one: Connection }) {
  const t = useText();
  const prices = one.prices.map((price) => `${price.seat_class} ${formatMoney({ minor: price.price_minor, currency: one.currency })}`);
  return (
    <RecordCard
      lead={<strong>{one.code}</strong>}
      title={`${clockOf(one.departs_minute)} ${one.origin.name} – ${clock24(one.arrives_minute)} ${one.destination.name}`}
      facts={[t("timetable.door", { ready: clockOf(Math.max(0, one.ready_minute)), free: clock24(one.free_minute) }), ...prices].join(" · ")}
      {...(one.is_demo ? { aside: <StatusBadge tone="marker" word={t("timetable.demo")} /> } : {})}
    />
  );
}

const DAY = 1_440;

/** 1500 → "01:00 +1". */
function clock24(minute: number): string {
  return minute < DAY ? clockOf(minute) : `${clockOf(minute - DAY)} +1`;
}
