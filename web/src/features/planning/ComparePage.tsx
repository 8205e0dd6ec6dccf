import { Button, Select } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { compare, hotelsOf, stopsOf } from "./compare";
import classes from "./Compare.module.css";
import { type Plan, planQuery, plansQuery } from "./queries";
import { useText } from "./text";

/** Two plans of the same person beside each other; go on with one. */
export default function ComparePage() {
  const t = useText();
  const locale = useLocale();
  const { planId = "" }: { planId?: string } = useParams({ strict: false });
  const a = useQuery(planQuery(planId));
  const plans = useQuery(plansQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const others = (plans.data?.items ?? []).filter((plan) => plan.id !== planId && plan.person_id === a.data?.person_id && plan.stop_count > 0);
  const otherId = chosen ?? others[0]?.id ?? "";
  const b = useQuery({ ...planQuery(otherId), enabled: otherId !== "" });
  const error = a.error ?? plans.error ?? b.error;
  const loaded = a.data !== undefined && plans.data !== undefined;
  const label = (plan: (typeof others)[number]) => `${plan.title || t("plan.untitled")} · ${formatDay(plan.first_day, locale)} – ${formatDay(plan.last_day, locale)} · ${t("stops", { count: plan.stop_count })}`;
  return (
    <Page title={t("compare")} subtitle={a.data?.title} back={`/plan/${planId}`}>
      {error !== null && <ProblemNotice error={error} />}
      {!loaded && error === null && <ListSkeleton />}
      {loaded && others.length === 0 && <EmptyState icon={IconScale} title={t("compare.none")} hint={t("compare.none.hint")} action={t("ask")} to="/plan" />}
      {loaded && others.length > 0 && (
        <div className={classes.page}>
          <Select label={t("compare.with")} allowDeselect={false} data={others.map((plan) => ({ value: plan.id, label: label(plan) }))} value={otherId} onChange={setChosen} />
          {b.data === undefined ? <ListSkeleton /> : <Both a={a.data} b={b.data} />}
        </div>
      )}
    </Page>
  );
}

function Both({ a, b }: { a: Plan; b: Plan }) {
  const t = useText();
  const locale = useLocale();
  const told = compare(a, b);
  const day = (iso: string) => formatDay(iso, locale);
  const lists = [
    { title: t("compare.onlyA", { count: told.onlyA.length }), rows: told.onlyA.map((one) => ({ id: one.id, name: one.name, fact: day(one.day) })) },
    { title: t("compare.onlyB", { count: told.onlyB.length }), rows: told.onlyB.map((one) => ({ id: one.id, name: one.name, fact: day(one.day) })) },
    { title: t("compare.moved", { count: told.moved.length }), rows: told.moved.map((one) => ({ id: one.id, name: one.name, fact: `${day(one.from)} → ${day(one.to)}` })) },
  ].filter((list) => list.rows.length > 0);
  return (
    <>
      <Figures a={a} b={b} />
      <p className={classes.note}>{t("compare.same", { count: told.same })}</p>
      <div className={classes.lists}>
        {lists.map((list) => (
          <Section key={list.title} title={list.title}>
            <ul className={classes.list}>
              {list.rows.map((row) => (
                <li key={row.id}>
                  <span>{row.name}</span>
                  <span className={classes.note}>{row.fact}</span>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  );
}

function useFigures(): (plan: Plan) => { key: string; word: string; value: string }[] {
  const t = useText();
  const locale = useLocale();
  return (plan) => {
    const { money, expected } = plan;
    const yuan = (minor: number) => formatMoney({ minor: Math.round(minor / 100) * 100, currency: money?.currency ?? "CNY" });
    const hotels = hotelsOf(plan);
    return [
      { key: "stops", word: t("compare.stops"), value: t("stops", { count: stopsOf(plan) }) },
      { key: "hours", word: t("compare.hours"), value: formatDuration(money?.hours_s ?? 0, locale) },
      { key: "way", word: t("compare.way"), value: formatDistance(money?.drive_m ?? 0) },
      { key: "price", word: t("price"), value: yuan(money?.cash_minor ?? 0) },
      { key: "total", word: t("compare.total"), value: yuan(money?.total_minor ?? 0) },
      { key: "return", word: t("return", { days: expected?.window_days ?? 90 }), value: expected === null ? "–" : formatMoney({ minor: expected.mid_minor, currency: expected.currency }, "short") },
      { key: "hotels", word: t("compare.hotels"), value: hotels.length === 0 ? t("compare.home") : [...new Set(hotels)].join(t("comma")) },
    ];
  };
}

function Figures({ a, b }: { a: Plan; b: Plan }) {
  const t = useText();
  const figures = useFigures();
  const right = figures(b);
  return (
    <table className={classes.figures}>
      <thead>
        <tr>
          <td />
          {[a, b].map((plan, index) => (
            <th key={plan.id} scope="col">
              {`${index === 0 ? "A" : "B"} ${plan.title || t("plan.untitled")}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures(a).map((row, index) => (
          <tr key={row.key}>
            <th scope="row">{row.word}</th>
            <td>{row.value}</td>
            <td>{right[index]?.value}</td>
          </tr>
        ))}
        <tr>
          <td />
          {[a, b].map((plan, index) => (
            <td key={plan.id}>
              <Button component={Link} to={`/plan/${plan.id}` as never} variant="light" size="sm">
                {t("compare.keep", { which: index === 0 ? "A" : "B" })}
              </Button>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
