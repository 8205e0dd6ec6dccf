import { Anchor, Button, Menu } from "@mantine/core";
import { IconCalendarTime, IconDots, IconFlag, IconMapPinPlus, IconNavigation, IconRotate, IconTarget, IconTrendingUp, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useGeo } from "../../device/geo";
import { useLocale } from "../../i18n/text";
import { daysBetween, formatDay, formatMoment, formatTime, today } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { MapView } from "../../ui/MapView";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { useAdoptPosition, useReopen, useSetOff } from "./actions";
import { GiveUpSheet } from "./GiveUpSheet";
import { MoveSheet } from "./MoveSheet";
import { type VisitFile, visitQuery } from "./queries";
import { StepButton } from "./StepButton";
import { StopActions } from "./StopActions";
import { useText } from "./text";
import { CertaintyWord, VisitStateBadge } from "./VisitBadges";
import { CheckFacts, ReportFacts } from "./VisitFacts";
import classes from "./VisitPage.module.css";

export default function VisitPage() {
  const t = useText();
  const { visitId = "" } = useParams({ strict: false });
  const query = useQuery(visitQuery(visitId));
  if (query.data !== undefined) return <TheVisit file={query.data} />;
  return (
    <Page title={t("visit")} back="/today" width="narrow">
      {query.isError ? <ProblemNotice error={query.error} retry={() => void query.refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

function usePrimary(file: VisitFile) {
  const t = useText();
  const geo = useGeo(file.actions.includes("check_in") || file.actions.includes("check_out"));
  const { visit, actions } = file;
  if (visit.day === today() && (actions.includes("check_in") || actions.includes("check_out"))) return <StepButton stop={file.stop} geo={geo} />;
  if (!actions.includes("report") || visit.day > today()) return undefined;
  return (
    <Button component={Link} to={`/visits/${visit.id}/report`} size="lg">
      {t("step.report")}
    </Button>
  );
}

function TheVisit({ file }: { file: VisitFile }) {
  const t = useText();
  const locale = useLocale();
  const [sheet, setSheet] = useState<"move" | "miss" | "cancel" | null>(null);
  const primary = usePrimary(file);
  const { visit, stop } = file;
  const span = `${formatMoment(visit.starts_at, locale, visit.zone)}–${formatTime(visit.ends_at, visit.zone)}`;
  return (
    <Page
      title={visit.account_name}
      back="/today"
      width="full"
      subtitle={
        <span className={classes.state}>
          <span>{span}</span>
          <span>{visit.person_name}</span>
          <VisitStateBadge status={visit.status} />
          {(visit.status === "planned" || visit.status === "en_route") && <CertaintyWord certainty={visit.certainty} />}
        </span>
      }
      actions={
        <>
          <StopActions stop={stop} />
          <VisitMenu file={file} open={setSheet} />
        </>
      }
      {...(primary !== undefined && { primary })}
    >
      <div className={classes.columns}>
        <div>
          {visit.reason !== "" && <ReasonLine icon={IconX} tone="stop" facts={[visit.reason]} />}
          <Brief file={file} />
          {file.report && <ReportFacts file={file} />}
          <CheckFacts file={file} />
        </div>
        <div>
          {stop.position && (
            <MapView label={visit.account_name} height={240} fitKey={visit.id} pins={[{ id: visit.id, lat: stop.position.lat, lon: stop.position.lon, mark: "●", name: visit.account_name, strong: true }]} />
          )}
          <p className={classes.address}>{stop.address}</p>
          <Anchor component={Link} to={`/customers/${visit.account_id}`} className={classes.link}>
            {t("visit.account")}
          </Anchor>
          <People file={file} />
          <Earlier file={file} />
        </div>
      </div>
      <MoveSheet visit={visit} opened={sheet === "move"} onClose={() => setSheet(null)} />
      <GiveUpSheet visit={visit} how={sheet === "cancel" ? "cancel" : "miss"} opened={sheet === "miss" || sheet === "cancel"} onClose={() => setSheet(null)} />
    </Page>
  );
}

function VisitMenu({ file, open }: { file: VisitFile; open: (sheet: "move" | "miss" | "cancel") => void }) {
  const t = useText();
  const reopen = useReopen();
  const setOff = useSetOff();
  const { actions, visit } = file;
  if (!actions.some((action) => action === "reschedule" || action === "reopen" || action === "cancel")) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button variant="subtle" color="gray" px={10} aria-label={t("more")}>
          <IconDots size={22} stroke={1.75} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.includes("set_off") && (
          <Menu.Item leftSection={<IconNavigation size={18} />} onClick={() => setOff.mutate(visit.id)}>
            {t("set_off")}
          </Menu.Item>
        )}
        {actions.includes("reschedule") && (
          <Menu.Item leftSection={<IconCalendarTime size={18} />} onClick={() => open("move")}>
            {t("move")}
          </Menu.Item>
        )}
        {actions.includes("miss") && <Menu.Item onClick={() => open("miss")}>{t("miss")}</Menu.Item>}
        {actions.includes("cancel") && <Menu.Item onClick={() => open("cancel")}>{t("cancel")}</Menu.Item>}
        {actions.includes("reopen") && (
          <Menu.Item leftSection={<IconRotate size={18} />} onClick={() => reopen.mutate(visit.id)}>
            {t("reopen")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Brief({ file }: { file: VisitFile }) {
  const t = useText();
  const adopt = useAdoptPosition();
  const { visit } = file;
  return (
    <Section title={t("visit.brief")}>
      <div className={classes.lines}>
        <ReasonLine icon={IconTarget} facts={[visit.goal === "" ? t("visit.no_goal") : visit.goal]} />
        {file.promises.map((promise) => {
          const left = daysBetween(today(), promise.due_on);
          return (
            <ReasonLine key={promise.visit_id} icon={IconFlag} tone={left < 0 ? "stop" : "marker"} facts={[t("fact.promised", { text: promise.text }), left < 0 ? t("fact.overdue", { count: -left }) : t("fact.left", { count: left }), promise.person_name]} />
          );
        })}
        {file.opportunities.map((deal) => (
          <ReasonLine key={deal.id} icon={IconTrendingUp} facts={[t("fact.deal", { name: deal.name, money: formatMoney({ minor: deal.amount_minor, currency: deal.currency }, "short"), stage: deal.stage_name })]} />
        ))}
        {file.offers_position && (
          <div className={classes.offer}>
            <ReasonLine icon={IconMapPinPlus} tone="road" facts={[t("offer.position")]} />
            <Button variant="light" onClick={() => adopt.mutate(visit.id)} loading={adopt.isPending}>
              {t("offer.adopt")}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}

function People({ file }: { file: VisitFile }) {
  const t = useText();
  if (file.contacts.length === 0) return null;
  return (
    <Section title={t("visit.people")}>
      {file.contacts.slice(0, 6).map((one) => (
        <RecordCard key={one.id} title={one.name} facts={[one.title, one.phone].filter(Boolean).join(" · ")} aside={one.phone === "" ? undefined : <Anchor href={`tel:${one.phone}`}>{t("call")}</Anchor>} />
      ))}
    </Section>
  );
}

function Earlier({ file }: { file: VisitFile }) {
  const t = useText();
  const locale = useLocale();
  if (file.earlier.length === 0) return null;
  return (
    <Section title={t("visit.earlier")}>
      {file.earlier.map((one) => (
        <RecordCard key={one.id} to={`/visits/${one.id}`} title={formatDay(one.day, locale)} facts={`${one.person_name} · ${one.outcome ? t(`outcome.${one.outcome}`) : t(`status.${one.status}`)}`} />
      ))}
    </Section>
  );
}
