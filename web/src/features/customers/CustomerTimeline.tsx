import { Button } from "@mantine/core";
import { type Icon, IconLock, IconMail, IconMessage, IconNote, IconPhone, IconUsers, IconWalk } from "@tabler/icons-react";
import { DateText } from "../../ui/DateText";
import { EmptyState } from "../../ui/EmptyState";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import classes from "./Customers.module.css";
import { useTimeline } from "./queries";
import { useText } from "./text";
import type { Entry, InteractionKind } from "./words";

const ICONS: Record<InteractionKind, Icon> = {
  note: IconNote,
  call: IconPhone,
  meeting: IconUsers,
  visit: IconWalk,
  message: IconMessage,
  email: IconMail,
};

export function CustomerTimeline({ accountId }: { accountId: string }) {
  const t = useText();
  const timeline = useTimeline(accountId);
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("timeline.title")}>
      {timeline.isPending && <ListSkeleton rows={4} />}
      {timeline.isError && <ProblemNotice error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.isSuccess && entries.length === 0 && (
        <EmptyState icon={IconNote} title={t("timeline.none")} hint={t("timeline.none.hint")} />
      )}
      {entries.map((entry) => (
        <EntryLine key={entry.id} entry={entry} />
      ))}
      {timeline.hasNextPage && (
        <Button variant="subtle" mt="sm" loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t("timeline.more")}
        </Button>
      )}
    </Section>
  );
}

function EntryLine({ entry }: { entry: Entry }) {
  const t = useText();
  const Shown = ICONS[entry.kind];
  const people = entry.contacts.map((contact) => contact.name).join("、");
  const body = entry.summary.includes(entry.body) ? "" : entry.body;
  return (
    <article className={classes.entry}>
      <span className={classes.entryIcon} data-strong={entry.kind === "visit" || undefined}>
        <Shown size={22} stroke={1.75} aria-hidden />
      </span>
      <div>
        <div className={classes.entryHead}>
          <span>
            {[t(`kind.${entry.kind}`), people, entry.person_name].filter(Boolean).join(" · ")}
            {entry.visibility === "private" && (
              <span> · <IconLock size={14} aria-hidden /> {t("log.private")}</span>
            )}
          </span>
          <DateText at={entry.happened_at} />
        </div>
        <p className={classes.entryTitle}>{entry.summary}</p>
        {body !== "" && <p className={classes.entryBody}>{body}</p>}
      </div>
    </article>
  );
}
