import { Button, Checkbox } from "@mantine/core";
import { IconMoodSmile, IconRoute } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "../../ui/EmptyState";
import { FilterBar, type FilterChip } from "../../ui/FilterBar";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ListSkeleton } from "../../ui/Skeletons";
import classes from "./DuePage.module.css";
import { DueLine } from "./DueLine";
import { LoadNotes } from "./LoadNotes";
import { type Channel, countsQuery, type CustomerClass, type DueItem, dueQuery, type DueState } from "./queries";
import { RhythmSheet } from "./RhythmSheet";
import { useText } from "./text";

const STATES: readonly DueState[] = ["overdue", "due", "soon", "resting"];
const CLASSES: readonly CustomerClass[] = ["A", "B", "C", "D"];
const CHANNELS: readonly Channel[] = ["visit", "call", "message"];
const MOST_PICKED = 50;

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

/** Who should be seen, the most due first; pick some and plan a trip to them. */
export default function DuePage() {
  const t = useText();
  const navigate = useNavigate();
  const [states, setStates] = useState<DueState[]>(["overdue", "due"]);
  const [kinds, setKinds] = useState<CustomerClass[]>([]);
  const [channels, setChannels] = useState<Channel[]>([]);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<DueItem | null>(null);
  const counts = useQuery(countsQuery);
  const due = useInfiniteQuery(dueQuery({ state: states, customer_class: kinds, channel: channels }));
  const items = due.data?.pages.flatMap((page) => page.items) ?? [];
  const chips: FilterChip[] = [
    ...STATES.map((state) => ({
      key: state,
      word: counts.data ? `${t(`state.${state}`)} ${counts.data[state]}` : t(`state.${state}`),
      on: states.includes(state),
      toggle: () => setStates(toggled(states, state)),
    })),
    ...CLASSES.map((kind) => ({ key: kind, word: t("class", { kind }), on: kinds.includes(kind), toggle: () => setKinds(toggled(kinds, kind)) })),
    ...CHANNELS.map((channel) => ({
      key: channel,
      word: t(`channel.${channel}`),
      on: channels.includes(channel),
      toggle: () => setChannels(toggled(channels, channel)),
    })),
  ];
  const filtered = kinds.length > 0 || channels.length > 0;
  const plan = () => void navigate({ to: `/plan?accounts=${picked.join(",")}` as never });
  const primary = (
    <Button size="md" leftSection={<IconRoute size={20} aria-hidden />} onClick={plan}>
      {picked.length > 0 ? t("plan.picked", { count: picked.length }) : t("plan")}
    </Button>
  );
  return (
    <Page title={t("title")} {...(counts.data && { subtitle: t("subtitle", { overdue: counts.data.overdue, due: counts.data.due }) })} primary={primary}>
      <FilterBar
        chips={chips}
        onClear={
          filtered
            ? () => {
                setKinds([]);
                setChannels([]);
              }
            : undefined
        }
      />
      <LoadNotes />
      {due.isPending && <ListSkeleton rows={8} />}
      {due.isError && <ProblemNotice error={due.error} retry={() => void due.refetch()} />}
      {due.data !== undefined && items.length === 0 && <EmptyState icon={IconMoodSmile} title={t("none")} hint={t("none.hint")} />}
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.account_id} className={classes.row}>
            <Checkbox
              aria-label={t("pick", { name: item.name })}
              checked={picked.includes(item.account_id)}
              disabled={picked.length >= MOST_PICKED && !picked.includes(item.account_id)}
              onChange={() => setPicked(toggled(picked, item.account_id))}
              classNames={{ body: classes.check ?? "" }}
            />
            <DueLine item={item} onOpen={() => setOpened(item)} />
          </li>
        ))}
      </ul>
      {due.hasNextPage && (
        <Button variant="default" loading={due.isFetchingNextPage} onClick={() => void due.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {opened !== null && <RhythmSheet item={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}
