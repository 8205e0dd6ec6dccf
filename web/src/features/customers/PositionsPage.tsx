import { Button, Chip } from "@mantine/core";
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
import type { PositionReason, PositionTask } from "./words";

const REASONS: readonly PositionReason[] = ["suggested", "not_found", "no_address", "waiting", "service_trouble", "unfindable"];

/** Customers whose place is not known well enough to plan a day with: a queue, never the point 0,0. */
export default function PositionsPage() {
  const t = useText();
  const cityName = useCityName();
  const [placing, setPlacing] = useState<PositionTask | null>(null);
  const [reason, setReason] = useState<PositionReason | "">("");
  const queue = useInfiniteQuery({
    queryKey: ["account", "without-position", reason],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/customers/positions", {
          params: { query: { limit: 50, ...(reason === "" ? {} : { reason }), ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
  const tasks = queue.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("positions.title")} subtitle={t("positions.subtitle")} back="/customers" width="narrow">
      <Chip.Group multiple={false} value={reason} onChange={(value) => setReason(REASONS.find((one) => one === value) ?? "")}>
        <div style={{ display: "flex", flexWrap: "wrap", gap: "var(--rb-1)", marginBottom: "var(--rb-2)" }}>
          <Chip value="">{t("positions.all")}</Chip>
          {REASONS.map((one) => (
            <Chip key={one} value={one}>
              {t(`positions.reason.${one}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {queue.isPending && <ListSkeleton />}
      {queue.isError && <ProblemNotice error={queue.error} retry={() => void queue.refetch()} />}
      {queue.isSuccess && tasks.length === 0 && (
        <EmptyState icon={IconMapPinCheck} title={t("positions.none")} hint={t("positions.none.hint")} />
      )}
      {tasks.map((task) => (
        <RecordCard
          key={task.account.id}
          lead={<ClassMark value={task.account.customer_class} />}
          title={task.account.name}
          facts={[cityName(task.account.city_code), task.account.district].filter(Boolean).join(" · ")}
          aside={<StatusBadge tone="marker" word={t(`positions.reason.${task.reason}`)} />}
          onOpen={() => setPlacing(task)}
        />
      ))}
      {queue.hasNextPage && (
        <Button variant="light" mt="md" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
          {t("list.more")}
        </Button>
      )}
      {placing !== null && <PlaceSheet account={placing.account} task={placing} onClose={() => setPlacing(null)} />}
    </Page>
  );
}
