import { Button } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useMe } from "../../api/session";
import { formatMoney } from "../../lib/money";
import { EmptyState } from "../../ui/EmptyState";
import { FactList } from "../../ui/FactList";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { type Cell, ClassGrid, LodgingGrid } from "./Grids";
import { type StandardSet, useInstall, useStandards } from "./queries";
import { RatesSheet } from "./RatesSheet";
import { Seasons } from "./Seasons";
import { StandardSheet } from "./StandardSheet";
import classes from "./Standards.module.css";
import { useText } from "./text";
import { Tiers } from "./Tiers";

/** Limits by grade and city tier, seasons, daily allowance and mileage. */
export default function StandardsPage() {
  const t = useText();
  const set = useStandards();
  const install = useInstall();
  const keeps = hasRole(useMe(), "finance", "admin");
  const isEmpty = set.data !== undefined && set.data.standards.length === 0;
  return (
    <Page title={t("standards")} subtitle={t("standards.hint")} back="/settings">
      {set.isPending && <RecordSkeleton />}
      {set.isError && <ProblemNotice error={set.error} />}
      {install.isError && <ProblemNotice error={install.error} />}
      {isEmpty && (
        <EmptyState
          icon={IconScale}
          title={t("none")}
          hint={t("none.hint")}
          {...(keeps ? { action: t("none.action"), onAction: () => install.mutate() } : {})}
        />
      )}
      {set.data !== undefined && !isEmpty && <Shown set={set.data} keeps={keeps} />}
    </Page>
  );
}

function Shown({ set, keeps }: { set: StandardSet; keeps: boolean }) {
  const t = useText();
  const [cell, setCell] = useState<Cell | null>(null);
  const [rates, setRates] = useState(false);
  const general = set.per_diems.find((row) => row.city_code === "");
  const own = set.per_diems.filter((row) => row.city_code !== "");
  const mileage = set.mileages[0];
  const money = (minor: number) => formatMoney({ minor, currency: "CNY" });
  const open = keeps ? setCell : undefined;
  return (
    <>
      <Section title={t("lodging")}>
        <p className={classes.quiet}>{t("lodging.hint")}</p>
        <LodgingGrid rows={set.standards} onOpen={open} />
      </Section>
      <Section title={t("classes")}>
        <ClassGrid rows={set.standards} onOpen={open} />
      </Section>
      <Tiers set={set} keeps={keeps} />
      <Seasons set={set} keeps={keeps} />
      <Section
        title={t("rates")}
        aside={
          keeps && (
            <Button variant="subtle" onClick={() => setRates(true)}>
              {t("change")}
            </Button>
          )
        }
      >
        <FactList
          facts={[
            { name: t("per_diem"), value: general === undefined ? "—" : t("per_diem.day", { amount: money(general.day_minor) }) },
            ...own.map((row) => ({ name: row.city_name, value: t("per_diem.day", { amount: money(row.day_minor) }) })),
            { name: t("mileage"), value: mileage === undefined ? "—" : t("mileage.km", { amount: money(mileage.per_km_minor), day: mileage.valid_from }) },
          ]}
        />
      </Section>
      {cell !== null && <StandardSheet cell={cell} close={() => setCell(null)} />}
      {rates && <RatesSheet day={general?.day_minor ?? 0} km={mileage?.per_km_minor ?? 0} close={() => setRates(false)} />}
    </>
  );
}
