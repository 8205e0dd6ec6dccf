import { IconFileSpreadsheet, IconMapPin, IconUserPlus } from "@tabler/icons-react";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { RecordCard } from "../../ui/RecordCard";
import classes from "./Identity.module.css";
import { useText } from "./text";

/** What comes next: customers from a spreadsheet or by hand, colleagues, or straight to work. */
export function SetupDone() {
  const t = useText();
  const icon = { size: 22, stroke: 1.75, "aria-hidden": true } as const;
  return (
    <div className={classes.fields}>
      <div className={classes.block}>
        <RecordCard to="/imports" lead={<IconFileSpreadsheet {...icon} />} title={t("setup.import")} facts={t("setup.import.what")} />
        <RecordCard to="/customers/new" lead={<IconMapPin {...icon} />} title={t("setup.byHand")} facts={t("setup.byHand.what")} />
        <RecordCard to="/settings/people" lead={<IconUserPlus {...icon} />} title={t("setup.invite")} facts={t("setup.invite.what")} />
      </div>
      <Button component={Link} to="/today" size="lg">
        {t("setup.done.go")}
      </Button>
    </div>
  );
}
