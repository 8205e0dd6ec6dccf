import { Button, SegmentedControl } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconList } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { MapView } from "../../ui/MapView";
import type { MapPoint } from "../../ui/mapTypes";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { StatusBadge } from "../../ui/StatusBadge";
import { useIsPhone } from "../../ui/useIsPhone";
import { CustomerFilters } from "./CustomerFilters";
import classes from "./Customers.module.css";
import { type Filters, NO_FILTERS, useDueStates, useMapPoints } from "./queries";
import { useText } from "./text";
import { CLASS_TONE, CLASSES, type CustomerClass, DUE_TONE, STAGE_TONE, type LifecycleStage } from "./words";

type Colouring = "due" | "class" | "stage";

export default function CustomerMapPage() {
  const t = useText();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [by, setBy] = useState<Colouring>("due");
  const [q] = useDebouncedValue(filters.q, 300);
  const found = useMapPoints({ ...filters, q });
  const due = useDueStates(by === "due");
  const points = useMemo<MapPoint[]>(() => {
    const data = found.data;
    if (data === undefined) return [];
    const tone = (index: number, id: string) => {
      if (by === "class") return CLASS_TONE[(data.classes[index] ?? "D") as CustomerClass];
      if (by === "stage") return STAGE_TONE[data.stages[index] as LifecycleStage];
      return DUE_TONE[due.data?.get(id) ?? "resting"];
    };
    return data.ids.map((id, index) => ({
      id,
      lat: data.lats[index] ?? 0,
      lon: data.lons[index] ?? 0,
      name: "",
      tone: tone(index, id),
    }));
  }, [found.data, by, due.data]);
  return (
    <Page
      title={t("map.title")}
      width="full"
      back="/customers"
      actions={
        <Button component={Link} to="/customers" variant="default" leftSection={<IconList size={18} aria-hidden />}>
          {t("map.list")}
        </Button>
      }
    >
      <div className={classes.mapSide}>
        <CustomerFilters filters={filters} onChange={setFilters} />
        <div className={classes.legend}>
          <SegmentedControl
            value={by}
            onChange={(value) => setBy(value as Colouring)}
            data={[
              { value: "due", label: t("map.byDue") },
              { value: "class", label: t("map.byClass") },
              { value: "stage", label: t("map.byStage") },
            ]}
          />
          <Legend by={by} />
        </div>
        {found.isError && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
        <MapView
          label={t("map.title")}
          points={points}
          height={phone ? "calc(100dvh - 360px)" : "calc(100dvh - 260px)"}
          fitKey={JSON.stringify([filters, found.isSuccess])}
          onSelect={(id) => void navigate({ to: `/customers/${id}` as never })}
        />
        {found.data !== undefined && (
          <p className={classes.hint}>
            {t("map.count", { count: found.data.ids.length })}
            {found.data.without_position > 0 && (
              <>
                {" · "}
                <Link to="/customers/positions">{t("map.without", { count: found.data.without_position })}</Link>
              </>
            )}
          </p>
        )}
      </div>
    </Page>
  );
}

function Legend({ by }: { by: Colouring }) {
  const t = useText();
  if (by === "class") return CLASSES.slice(0, 3).map((one) => <StatusBadge key={one} tone={CLASS_TONE[one]} word={t("class.short", { value: one })} />);
  if (by === "stage") return (["active", "at_risk", "lost"] as const).map((one) => <StatusBadge key={one} tone={STAGE_TONE[one]} word={t(`stage.${one}`)} />);
  return (["overdue", "due", "resting"] as const).map((one) => <StatusBadge key={one} tone={DUE_TONE[one]} word={t(`due.${one}`)} />);
}
