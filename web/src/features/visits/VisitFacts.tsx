import { useLocale } from "../../i18n/text";
import { formatDay, formatTime } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { type Fact, FactList } from "../../ui/FactList";
import { Section } from "../../ui/Section";
import type { VisitFile } from "./queries";
import { useText } from "./text";
import { GradeBadge } from "./VisitBadges";
import classes from "./VisitPage.module.css";

export function ReportFacts({ file }: { file: VisitFile }) {
  const t = useText();
  const locale = useLocale();
  const report = file.report;
  if (!report) return null;
  const facts: Fact[] = [{ name: t("report.outcome"), value: t(`outcome.${report.outcome}`) }];
  if (report.notes !== "") facts.push({ name: t("report.notes"), value: <span style={{ whiteSpace: "pre-wrap" }}>{report.notes}</span> });
  if (report.next_step !== "") {
    const due = report.next_step_due ? ` · ${formatDay(report.next_step_due, locale)}` : "";
    facts.push({ name: t("report.next_step"), value: `${report.next_step}${due}` });
  }
  const stage = file.stages.find((one) => one.id === report.stage_id);
  if (stage !== undefined) facts.push({ name: t("report.stage"), value: stage.name });
  return (
    <Section title={t("report")}>
      <FactList facts={facts} />
    </Section>
  );
}

/** Where and how surely the visitor was there; the evidence in words, not only a verdict. */
export function CheckFacts({ file }: { file: VisitFile }) {
  const t = useText();
  if (file.checks.length === 0) return null;
  const facts = file.checks.map((check) => {
    const words = [formatTime(check.happened_at, file.visit.zone)];
    if (check.distance_m !== null && check.distance_m !== undefined) words.push(t("geo.distance", { distance: formatDistance(check.distance_m) }));
    if (check.accuracy_m !== null && check.accuracy_m !== undefined) words.push(t("geo.accuracy", { metres: Math.round(check.accuracy_m) }));
    if (check.doubt !== "") words.push(t(`doubt.${check.doubt}`));
    return {
      name: t(`check.${check.kind}`),
      value: (
        <span className={classes.state}>
          {words.join(" · ")} <GradeBadge grade={check.grade} />
        </span>
      ),
    };
  });
  return (
    <Section title={t("checks")}>
      <FactList facts={facts} />
    </Section>
  );
}
