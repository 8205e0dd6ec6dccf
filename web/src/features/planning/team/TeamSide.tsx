import { useLocale } from "../../../i18n/text";
import { formatDuration } from "../../../lib/dates";
import { formatDistance } from "../../../lib/distance";
import { formatMoney } from "../../../lib/money";
import { FactList } from "../../../ui/FactList";
import { Section } from "../../../ui/Section";
import { useText } from "../text";
import { LoadNotes } from "./LoadNotes";
import { OutList } from "./OutList";
import type { TeamPlan } from "./queries";
import classes from "./TeamBoard.module.css";

/** What it comes to, whose territory asks for too much, and whom nobody visits. */
export function TeamSide({ plan, onTake }: { plan: TeamPlan; onTake: (accountId: string, name: string) => void }) {
  const t = useText();
  const locale = useLocale();
  const { totals } = plan;
  const facts = [
    { name: t("team.total.visits"), value: String(totals.stop_count) },
    { name: t("team.total.hours"), value: t("team.hours", { busy: formatDuration(totals.busy_s, locale), all: formatDuration(totals.capacity_s, locale) }) },
    { name: t("team.total.drive"), value: formatDistance(totals.drive_m) },
    { name: t("team.total.money"), value: formatMoney({ minor: Math.round(totals.cash_minor / 100) * 100, currency: totals.currency }) },
    { name: t("team.total.balance"), value: t("team.balance", { low: totals.lightest_pct, high: totals.heaviest_pct }) },
  ];
  return (
    <aside className={classes.side}>
      <Section title={t("team.totals")}>
        <FactList facts={facts} />
      </Section>
      <LoadNotes loads={plan.people.map((each) => ({ person_id: each.person_id, person_name: each.person_name, load: each.territory }))} />
      <Section title={plan.unassigned.length === 0 ? t("team.unassigned.none") : t("team.unassigned", { count: plan.unassigned.length })}>
        <OutList outs={plan.unassigned.map((out) => ({ id: out.account_id, name: out.name, why: [out.city_name, t(`team.gap.${out.gap}`)].join(" · ") }))} onTake={onTake} />
      </Section>
    </aside>
  );
}
