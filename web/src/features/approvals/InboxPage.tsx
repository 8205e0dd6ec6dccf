import { Button } from "@mantine/core";
import { IconAlertTriangle, IconBriefcase2, IconMoodCheck, IconReceipt } from "@tabler/icons-react";
import { useLocale } from "../../i18n/text";
import { daysBetween, formatDay } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { Money } from "../../ui/Money";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { ListSkeleton } from "../../ui/Skeletons";
import classes from "./Approvals.module.css";
import { type InboxItem, useInbox } from "./queries";
import { useText } from "./text";
import { pageOf } from "./where";

export default function InboxPage() {
  const t = useText();
  const inbox = useInbox();
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("inbox")} width="narrow" {...(items.length > 0 ? { subtitle: t("inbox.count", { count: items.length }) } : {})}>
      {inbox.isPending && <ListSkeleton />}
      {inbox.isError && <ProblemNotice error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.isSuccess && items.length === 0 && <EmptyState icon={IconMoodCheck} title={t("none")} hint={t("none.hint")} />}
      {items.map((item) => (
        <Item key={item.task_id ?? item.subject_id} item={item} />
      ))}
      {inbox.hasNextPage && (
        <Button variant="subtle" fullWidth mt={12} onClick={() => void inbox.fetchNextPage()} loading={inbox.isFetchingNextPage}>
          {t("more")}
        </Button>
      )}
    </Page>
  );
}

function Item({ item }: { item: InboxItem }) {
  const t = useText();
  const since = useSince(item.waiting_since);
  const Icon = item.subject_kind === "trip" ? IconBriefcase2 : IconReceipt;
  return (
    <RecordCard
      to={pageOf(item)}
      lead={<Icon size={22} stroke={1.75} aria-label={t(`kind.${item.subject_kind}`)} />}
      title={item.title}
      facts={
        <>
          {item.requester_name} · <Period text={item.subtitle} /> · {t("since", { since })}
          {item.on_behalf_of_name !== "" && ` · ${t("for", { whose: item.on_behalf_of_name })}`}
          {item.step_count > 1 && ` · ${t("step", { step: item.step, count: item.step_count })}`}
        </>
      }
      aside={
        <span className={classes.aside}>
          <Money minor={item.amount_minor} currency={item.currency} />
          {item.is_over_standard && (
            <span className={classes.over}>
              <IconAlertTriangle size={14} aria-hidden /> {t("over")}
            </span>
          )}
        </span>
      }
    />
  );
}

const PERIOD = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/;

/** A subject says its days as ISO "first/last"; anything else is shown as it is. */
function Period({ text }: { text: string }) {
  const t = useText();
  const locale = useLocale();
  const [, first, last] = PERIOD.exec(text) ?? [];
  if (first === undefined || last === undefined) return <>{text}</>;
  return <>{t("period", { day: formatDay(first, locale), count: daysBetween(first, last) + 1 })}</>;
}

function useSince(instant: string): string {
  const t = useText();
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(instant)) / 60_000));
  if (minutes < 60) return t("minutes", { count: minutes });
  return minutes < 48 * 60 ? t("hours", { count: Math.floor(minutes / 60) }) : t("days", { count: Math.floor(minutes / 1440) });
}
