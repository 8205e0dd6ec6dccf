import { Button, MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { WayField } from "./WayField";
import { IconRoute } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useLocale } from "../../i18n/text";
import { addDays, formatDay, today } from "../../lib/dates";
import { ProblemNotice } from "../../ui/ProblemNotice";
import classes from "./PlansPage.module.css";
import { citiesQuery, planQuery, requestPlan } from "./queries";
import { useMe } from "../../api/session";
import { hotelsQuery, profileQuery, type Way } from "./travel";
import { TravelNote } from "./TravelNote";
import { useText } from "./text";

const LENGTHS = ["1", "2", "3", "4", "5"];
const SATURDAY = 6;

/** The next working day, so that a plan can be asked for with one tap. */
function nextStart(): string {
  let day = addDays(today(), 1);
  while ([0, SATURDAY].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = addDays(day, 1);
  return day;
}

/** Days, area, nights: all that is asked. */
export function RequestForm() {
  const t = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search: { accounts?: string } = useSearch({ strict: false });
  const wished = useMemo(() => (search.accounts ?? "").split(",").filter(Boolean), [search.accounts]);
  const [first, setFirst] = useState(nextStart);
  const [length, setLength] = useState("3");
  const [away, setAway] = useState(true);
  const [cities, setCities] = useState<string[]>([]);
  const me = useMe();
  const [chosenWay, setWay] = useState<Way | null>(null);
  const profile = useQuery(profileQuery(me.id));
  const way = chosenWay ?? profile.data?.way ?? null;
  const due = useQuery(citiesQuery);
  const hotels = useQuery(hotelsQuery);
  // Without a single hotel no night can be planned: the days go out and back.
  const hasHotels = hotels.data === undefined || hotels.data.length > 0;
  const canSleepAway = length !== "1" && hasHotels;
  const counted = new Map<string, { name: string; count: number }>();
  for (const item of due.data?.items ?? []) {
    const known = counted.get(item.city_code);
    counted.set(item.city_code, { name: item.city_name, count: (known?.count ?? 0) + 1 });
  }
  const options = [...counted].filter(([code]) => code !== "").map(([value, { name, count }]) => ({ value, label: t("city.count", { name, count }) }));
  const last = addDays(first, Number(length) - 1);
  const ask = useMutation({
    mutationFn: async () => {
      const beds = await client.ensureQueryData(hotelsQuery);
      return requestPlan({
        first_day: first,
        last_day: last,
        city_codes: cities,
        sleeps_away: away && length !== "1" && beds.length > 0,
        account_ids: wished,
        way,
        title: "",
        seed: 0,
      });
    },
    onSuccess: (plan) => {
      client.setQueryData(planQuery(plan.id).queryKey, plan);
      void navigate({ to: "/plan/$planId", params: { planId: plan.id } });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <div className={classes.row}>
        <TextInput type="date" label={t("ask.first")} required min={today()} value={first} onChange={(event) => setFirst(event.currentTarget.value)} />
        <Select label={t("ask.days")} data={LENGTHS.map((value) => ({ value, label: t("days", { count: Number(value) }) }))} value={length} allowDeselect={false} onChange={(value) => setLength(value ?? "3")} />
      </div>
      <MultiSelect label={t("ask.area")} placeholder={cities.length === 0 ? t("ask.area.all") : ""} data={options} value={cities} onChange={setCities} clearable hidePickedOptions />
      <Switch size="md" label={t("ask.away")} description={!hasHotels ? t("ask.away.none") : length === "1" ? t("ask.away.one") : t("ask.away.hint")} checked={away && canSleepAway} disabled={!canSleepAway} onChange={(event) => setAway(event.currentTarget.checked)} />
      <WayField value={way} onChange={setWay} />
      <TravelNote />
      {wished.length > 0 && <p className={classes.note}>{t("ask.wished", { count: wished.length })}</p>}
      <p className={classes.note}>{t("ask.summary", { first: formatDay(first, locale), last: formatDay(last, locale) })}</p>
      {ask.isError && <ProblemNotice error={ask.error} />}
      <Button type="submit" size="md" loading={ask.isPending} leftSection={<IconRoute size={20} aria-hidden />}>
        {t("ask")}
      </Button>
    </form>
  );
}
