import { IconTrain } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { hasRole, useMe } from "../../api/session";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { Connections } from "./Connections";
import classes from "./Timetable.module.css";
import { type Station, stationsQuery } from "./timetable";
import { TimetableUpload } from "./TimetableUpload";
import { useText } from "./text";

/** Stations, trains and flights that plans and trips may use: bring them in, look them up. */
export default function TimetablePage() {
  const t = useText();
  const keeps = hasRole(useMe(), "admin");
  const stations = useQuery(stationsQuery);
  return (
    <Page title={t("timetable")} subtitle={t("timetable.hint")} back="/settings">
      <div className={classes.page}>
        {keeps && (
          <div className={classes.uploads}>
            <TimetableUpload kind="stations" />
            <TimetableUpload kind="timetable" />
          </div>
        )}
        {stations.isPending && <ListSkeleton />}
        {stations.isError && <ProblemNotice error={stations.error} retry={() => void stations.refetch()} />}
        {stations.data?.length === 0 && <EmptyState icon={IconTrain} title={t("timetable.none")} hint={t("timetable.none.hint")} />}
        {stations.data !== undefined && stations.data.length > 0 && (
          <>
            <Connections stations={stations.data} />
            <Stations stations={stations.data} />
          </>
        )}
      </div>
    </Page>
  );
}

function Stations({ stations }: { stations: readonly Station[] }) {
  const t = useText();
  const cities = [...new Set(stations.map((one) => one.city_name))];
  return (
    <Section title={t("timetable.stations", { count: stations.length })}>
      <dl className={classes.stations}>
        {cities.map((city) => (
          <div key={city}>
            <dt>{city}</dt>
            <dd>
              {stations
                .filter((one) => one.city_name === city)
                .map((one) => `${one.name}${t("timetable.kind", { kind: t(`timetable.${one.mode}`) })}`)
                .join(t("comma"))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
