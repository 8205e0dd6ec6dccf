import { Button, Menu, Tabs } from "@mantine/core";
import { IconCalendarHeart, IconCalendarSearch, IconFileText, IconMapPin, IconNavigation, IconPencil, IconPhone, IconPlus, IconReceipt2, IconRoute, IconTargetArrow, IconUserPlus } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { DateText } from "../../ui/DateText";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { RecordSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { useIsPhone } from "../../ui/useIsPhone";
import { ClassMark } from "./ClassMark";
import { CustomerFacts } from "./CustomerFacts";
import { CustomerRelated } from "./CustomerRelated";
import { CustomerTimeline } from "./CustomerTimeline";
import classes from "./Customers.module.css";
import { type FileSheet, FileSheets } from "./FileSheets";
import { LogSheet } from "./LogSheet";
import { useCityName, useIndustryName } from "./places";
import { useAccountFile, useRhythm, useVisitsTo } from "./queries";
import { useText } from "./text";
import { type AccountFile, STAGE_TONE } from "./words";

export default function CustomerPage() {
  const { accountId = "" } = useParams({ strict: false });
  const t = useText();
  const file = useAccountFile(accountId);
  if (file.isPending)
    return (
      <Page title="" back="/customers">
        <RecordSkeleton />
      </Page>
    );
  if (file.isError)
    return (
      <Page title={t("list.title")} back="/customers">
        <ProblemNotice error={file.error} retry={() => void file.refetch()} />
      </Page>
    );
  return <Shown file={file.data} />;
}

function Shown({ file }: { file: AccountFile }) {
  const t = useText();
  const phone = useIsPhone();
  const [logging, setLogging] = useState(false);
  const [sheet, setSheet] = useState<FileSheet | null>(null);
  const account = file.account.summary;
  const mayWrite = file.account.may_change;
  return (
    <Page
      title={account.name}
      subtitle={<Identity file={file} />}
      back="/customers"
      width="full"
      actions={
        mayWrite && (
          <Button variant="default" visibleFrom="sm" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setSheet({ name: "edit" })}>
            {t("edit")}
          </Button>
        )
      }
      primary={mayWrite && <Button onClick={() => setLogging(true)}>{t("log.action")}</Button>}
    >
      <NextAction file={file} />
      <QuickActions file={file} open={setSheet} />
      {phone ? (
        <Tabs defaultValue="timeline" keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="timeline">{t("tab.timeline")}</Tabs.Tab>
            <Tabs.Tab value="related">{t("tab.related")}</Tabs.Tab>
            <Tabs.Tab value="facts">{t("tab.facts")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="timeline"><CustomerTimeline accountId={account.id} /></Tabs.Panel>
          <Tabs.Panel value="related"><CustomerRelated file={file} open={setSheet} /></Tabs.Panel>
          <Tabs.Panel value="facts"><CustomerFacts file={file} open={setSheet} /></Tabs.Panel>
        </Tabs>
      ) : (
        <div className={classes.columns}>
          <CustomerFacts file={file} open={setSheet} />
          <CustomerTimeline accountId={account.id} />
          <CustomerRelated file={file} open={setSheet} />
        </div>
      )}
      <LogSheet file={file} opened={logging} onClose={() => setLogging(false)} />
      {sheet !== null && <FileSheets file={file} sheet={sheet} onClose={() => setSheet(null)} />}
    </Page>
  );
}

function Identity({ file }: { file: AccountFile }) {
  const t = useText();
  const cityName = useCityName();
  const industryName = useIndustryName();
  const account = file.account.summary;
  return (
    <span className={classes.head}>
      <ClassMark value={account.customer_class} />
      <StatusBadge tone={STAGE_TONE[account.lifecycle_stage]} word={t(`stage.${account.lifecycle_stage}`)} />
      <span>{[cityName(account.city_code), account.district, industryName(account.industry)].filter(Boolean).join(" · ")}</span>
      <span>{t("owner.is", { name: file.account.owner_name })}</span>
    </span>
  );
}

/** What to do next with this customer, and why, from the rhythm and the planned visits. */
function NextAction({ file }: { file: AccountFile }) {
  const t = useText();
  const account = file.account.summary;
  const rhythm = useRhythm(account.id);
  const visits = useVisitsTo(account.id);
  const now = new Date().toISOString();
  const coming = visits.data?.filter((visit) => visit.status === "planned" && visit.starts_at > now).at(-1);
  if (coming !== undefined)
    return (
      <div className={classes.next} data-tone="road">
        <ReasonLine icon={IconRoute} facts={[t("next.visit"), <DateText key="at" at={coming.starts_at} zone={coming.zone} />, coming.person_name]} />
        <Button component={Link} to={`/visits/${coming.id}`} variant="light">{t("next.open")}</Button>
      </div>
    );
  if (rhythm.data === undefined) return null;
  const overdue = Math.round((Date.now() - Date.parse(`${rhythm.data.due_on}T00:00:00+08:00`)) / 86_400_000);
  const tone = overdue > 0 ? "stop" : overdue > -7 ? "marker" : "road";
  const facts = [
    overdue > 0 ? t("next.overdue", { count: overdue }) : <span key="due">{t("next.due")} <DateText at={rhythm.data.due_on} /></span>,
    t("next.every", { days: rhythm.data.interval_days }),
    t("class.short", { value: account.customer_class }),
    ...(file.open_opportunities.length > 0 ? [t("next.deals", { count: file.open_opportunities.length })] : []),
  ];
  return (
    <div className={classes.next} data-tone={tone}>
      <ReasonLine icon={IconRoute} facts={facts} tone={tone === "road" ? "plain" : tone} />
      <Button component={Link} to={`/visits/new?account=${account.id}&name=${encodeURIComponent(account.name)}` as never} variant="light">{t("next.plan")}</Button>
    </div>
  );
}

function QuickActions({ file, open }: { file: AccountFile; open: (sheet: FileSheet) => void }) {
  const t = useText();
  const account = file.account.summary;
  const phone = file.contacts.find((contact) => contact.is_primary)?.phone || file.account.phone;
  const place = account.position;
  return (
    <div className={classes.quick}>
      {phone !== "" && (
        <Button component="a" href={`tel:${phone}`} variant="default" leftSection={<IconPhone size={18} aria-hidden />}>
          {t("call")}
        </Button>
      )}
      {place !== null && (
        <Button
          component="a"
          target="_blank"
          rel="noreferrer"
          href={`https://uri.amap.com/marker?position=${place.lon},${place.lat}&name=${encodeURIComponent(account.name)}&coordinate=wgs84`}
          variant="default"
          leftSection={<IconNavigation size={18} aria-hidden />}
        >
          {t("navigate")}
        </Button>
      )}
      {place === null && file.account.may_change && (
        <Button variant="default" leftSection={<IconMapPin size={18} aria-hidden />} onClick={() => open({ name: "place" })}>
          {t("place.missing")}
        </Button>
      )}
      {file.account.may_change && (
        <>
          <Button component={Link} to={`/plan/slots?account=${account.id}&name=${encodeURIComponent(account.name)}` as never} variant="default" leftSection={<IconCalendarSearch size={18} aria-hidden />}>
            {t("slots")}
          </Button>
          <QuickAdd open={open} />
          <Button variant="default" hiddenFrom="sm" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => open({ name: "edit" })}>
            {t("edit")}
          </Button>
        </>
      )}
    </div>
  );
}

/** What belongs to a customer is entered from its page. */
function QuickAdd({ open }: { open: (sheet: FileSheet) => void }) {
  const t = useText();
  const choices = [
    { sheet: { name: "contact", contact: null }, icon: IconUserPlus, word: t("contacts.add") },
    { sheet: { name: "deal" }, icon: IconTargetArrow, word: t("deals.add") },
    { sheet: { name: "date" }, icon: IconCalendarHeart, word: t("dates.add") },
    { sheet: { name: "order" }, icon: IconReceipt2, word: t("orders.add") },
    { sheet: { name: "contract" }, icon: IconFileText, word: t("contracts.add") },
  ] as const;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />}>{t("add")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ sheet, icon: Shown, word }) => (
          <Menu.Item key={sheet.name} leftSection={<Shown size={20} stroke={1.75} aria-hidden />} onClick={() => open(sheet)}>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
