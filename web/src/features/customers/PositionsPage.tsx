import { Button, NumberInput } from "@mantine/core";
import { IconMapPinCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { EmptyState } from "../../ui/EmptyState";
import { MapView } from "../../ui/MapView";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Sheet } from "../../ui/Sheet";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { ClassMark } from "./ClassMark";
import classes from "./Customers.module.css";
import { useCityName } from "./places";
import { useCities } from "./queries";
import { useText } from "./text";
import type { Account } from "./words";

/** Customers whose place is not known well enough to plan a day with: a queue, never the point 0,0. */
export default function PositionsPage() {
  const t = useText();
  const cityName = useCityName();
  const [placing, setPlacing] = useState<Account | null>(null);
  const queue = useInfiniteQuery({
    queryKey: ["account", "without-position"],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/customers/accounts", {
          params: { query: { position: ["none", "city"], sort: "class", limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
  const rows = queue.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("positions.title")} subtitle={t("positions.subtitle")} back="/customers" width="narrow">
      {queue.isPending && <ListSkeleton />}
      {queue.isError && <ProblemNotice error={queue.error} retry={() => void queue.refetch()} />}
      {queue.isSuccess && rows.length === 0 && (
        <EmptyState icon={IconMapPinCheck} title={t("positions.none")} hint={t("positions.none.hint")} />
      )}
      {rows.map((row) => (
        <RecordCard
          key={row.id}
          lead={<ClassMark value={row.customer_class} />}
          title={row.name}
          facts={[cityName(row.city_code), row.district].filter(Boolean).join(" · ")}
          aside={<StatusBadge tone="marker" word={t(`position.${row.position_state}`)} />}
          onOpen={() => setPlacing(row)}
        />
      ))}
      {queue.hasNextPage && (
        <Button variant="light" mt="md" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
          {t("list.more")}
        </Button>
      )}
      {placing !== null && <PlaceSheet account={placing} onClose={() => setPlacing(null)} />}
    </Page>
  );
}

function PlaceSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const cities = useCities();
  const city = cities.data?.find((one) => one.code === account.city_code);
  const [lat, setLat] = useState<number | "">(account.position?.lat ?? city?.lat ?? "");
  const [lon, setLon] = useState<number | "">(account.position?.lon ?? city?.lon ?? "");
  const place = useMutation({
    mutationFn: (position: { lat: number; lon: number } | null) =>
      answer(api.PUT("/api/v1/customers/accounts/{account_id}/position", { params: { path: { account_id: account.id } }, body: { position } })),
    onSuccess: (_, position) => {
      void client.invalidateQueries({ queryKey: ["account"] });
      if (position === null) return;
      onClose();
      showDone(t("positions.done", { name: account.name }), () => place.mutate(null));
    },
  });
  const here = () =>
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      setLat(Number(coords.latitude.toFixed(6)));
      setLon(Number(coords.longitude.toFixed(6)));
    });
  const known = typeof lat === "number" && typeof lon === "number" ? { lat, lon } : null;
  const number = (value: string | number) => (typeof value === "number" ? value : "");
  return (
    <Sheet
      opened
      onClose={onClose}
      title={account.name}
      footer={
        <Button fullWidth disabled={known === null} loading={place.isPending} onClick={() => known !== null && place.mutate(known)}>
          {t("positions.save")}
        </Button>
      }
    >
      <div className={classes.form}>
        {known !== null && (
          <MapView label={account.name} pins={[{ id: account.id, ...known, mark: "•", name: account.name, strong: true }]} height={260} fitKey={`${lat},${lon}`} />
        )}
        <div className={classes.pair}>
          <NumberInput label={t("positions.lat")} value={lat} min={-90} max={90} decimalScale={6} hideControls onChange={(value) => setLat(number(value))} />
          <NumberInput label={t("positions.lon")} value={lon} min={-180} max={180} decimalScale={6} hideControls onChange={(value) => setLon(number(value))} />
        </div>
        <Button variant="default" onClick={here}>{t("positions.here")}</Button>
        {place.isError && <ProblemNotice error={place.error} />}
      </div>
    </Sheet>
  );
}
