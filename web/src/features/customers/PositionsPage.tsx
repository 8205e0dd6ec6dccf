import { Button } from "@mantine/core";
import { IconMapPinCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { ClassMark } from "./ClassMark";
import { PlaceSheet } from "./PlaceSheet";
import { useCityName } from "./places";
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
