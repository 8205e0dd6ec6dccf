import { IconBed, IconBuilding, IconCalendarStats, IconForms, IconRoute2, IconScale, IconTrain, IconUsers, IconUsersGroup } from "@tabler/icons-react";
import { hasRole, useMe } from "../../api/session";
import { Page } from "../../ui/Page";
import { RecordCard } from "../../ui/RecordCard";
import classes from "./Identity.module.css";
import { useText } from "./text";

/** The way to everything an admin sets; managers see people and teams. */
export default function SettingsPage() {
  const t = useText();
  const me = useMe();
  const icon = { size: 22, stroke: 1.75, "aria-hidden": true } as const;
  return (
    <Page title={t("settings.title")} width="narrow">
      <nav aria-label={t("settings.title")} className={classes.block}>
        <RecordCard to="/settings/people" lead={<IconUsers {...icon} />} title={t("people.title")} facts={t("people.what")} />
        <RecordCard to="/settings/teams" lead={<IconUsersGroup {...icon} />} title={t("teams.title")} facts={t("teams.what")} />
        <RecordCard to="/settings/approval-rules" lead={<IconRoute2 {...icon} />} title={t("approvals.title")} facts={t("approvals.what")} />
        <RecordCard to="/settings/standards" lead={<IconScale {...icon} />} title={t("standards.title")} facts={t("standards.what")} />
        <RecordCard to="/settings/working-days" lead={<IconCalendarStats {...icon} />} title={t("days.title")} facts={t("days.what")} />
        <RecordCard to="/plan/hotels" lead={<IconBed {...icon} />} title={t("hotels.title")} facts={t("hotels.what")} />
        <RecordCard to="/settings/timetable" lead={<IconTrain {...icon} />} title={t("timetable.title")} facts={t("timetable.what")} />
        <RecordCard to="/settings/fields" lead={<IconForms {...icon} />} title={t("fields.title")} facts={t("fields.what")} />
        {hasRole(me, "admin") && (
          <RecordCard to="/settings/company" lead={<IconBuilding {...icon} />} title={t("company.title")} facts={t("company.what")} />
        )}
      </nav>
    </Page>
  );
}
