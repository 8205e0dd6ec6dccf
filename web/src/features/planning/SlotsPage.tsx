import { Button, TextInput } from "@mantine/core";
import { IconBuilding, IconCalendarOff } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { SlotRow } from "./SlotRow";
import { type DayPart, giveBack, hoursOf, type SlotAnswer, type SlotOffer, slotsQuery, takeSlot } from "./slots";
import classes from "./Slots.module.css";
import { useText } from "./text";
import { clock } from "./words";

const LENGTHS = ["usual", "30", "45", "60", "90", "120"] as const;
const PARTS = ["any", "morning", "afternoon", "own"] as const;

interface Asked {
  account?: string;
  name?: string;
}

/** 找个时间: where one more visit costs least; a customer's page leads here with `?account=<id>&name=<name>`. */
export default function SlotsPage() {
  const t = useText();
  const asked: Asked = useSearch({ strict: false });
  const accountId = asked.account ?? "";
  const [length, setLength] = useState<(typeof LENGTHS)[number]>("usual");
  const [part, setPart] = useState<DayPart>("any");
  const [own, setOwn] = useState({ from: "09:00", until: "12:00" });
  const wish = { account_id: accountId, minutes: length === "usual" ? null : Number(length), ...hoursOf(part, own.from, own.until) };
  const query = useQuery(slotsQuery(wish));
  const take = useTake(accountId);
  if (asked.account === undefined)
    return (
      <Page title={t("slots")} back="/today" width="narrow">
        <EmptyState icon={IconBuilding} title={t("slots.choose")} action={t("slots.choose.action")} to="/customers" />
      </Page>
    );
  const answer = query.data;
  return (
    <Page title={t("slots")} subtitle={answer?.account_name ?? asked.name} back={`/customers/${accountId}`} width="normal">
      <div className={`${classes.page ?? ""} ${classes.columns ?? ""}`}>
        <div className={classes.wish}>
          <ChoiceChips
            label={t("slots.length")}
            options={LENGTHS.map((value) => ({ value, word: value === "usual" ? t("slots.usual") : t("minutes", { count: Number(value) }) }))}
            value={length}
            onChange={setLength}
          />
          <ChoiceChips label={t("slots.part")} options={PARTS.map((value) => ({ value, word: t(`slots.part.${value}`) }))} value={part} onChange={setPart} />
          {part === "own" && (
            <div className={classes.pair}>
              <TextInput type="time" label={t("slots.from")} value={own.from} onChange={(event) => setOwn({ ...own, from: event.currentTarget.value })} />
              <TextInput type="time" label={t("slots.until")} value={own.until} onChange={(event) => setOwn({ ...own, until: event.currentTarget.value })} />
            </div>
          )}
        </div>
        <div className={classes.page}>
          {query.isPending && <ListSkeleton rows={4} />}
          {query.isError && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
          {take.isError && <ProblemNotice error={take.error} />}
          {answer !== undefined && <Standing answer={answer} />}
          {answer !== undefined && answer.offers.length > 0 && (
            <Section title={t("slots.offers")}>
              <ul className={classes.offers}>
                {answer.offers.map((offer) => (
                  <SlotRow key={`${offer.day}-${offer.start_s}`} offer={offer} currency={answer.currency} busy={take.isPending} onTake={() => take.mutate(offer)} />
                ))}
              </ul>
              <p className={classes.note}>{t("slots.rule", { count: answer.minutes })}</p>
            </Section>
          )}
          {answer?.offers.length === 0 && <Nothing answer={answer} />}
        </div>
      </div>
    </Page>
  );
}

function useTake(accountId: string) {
  const t = useText();
  const locale = useLocale();
  const client = useQueryClient();
  const go = useNavigate();
  const again = () => Promise.all([client.invalidateQueries({ queryKey: ["visit"] }), client.invalidateQueries({ queryKey: ["plan"] })]);
  return useMutation({
    mutationFn: (offer: SlotOffer) => takeSlot(accountId, offer),
    onSuccess: async (taken, offer) => {
      const when = `${formatDay(offer.day, locale)} ${clock(offer.start_s)}`;
      const said = taken.plan_id === null ? t("slots.taken", { when }) : t("slots.taken.plan", { when });
      showDone(taken.clash === "" ? said : `${said} ${t("slots.clash", { title: taken.clash })}`, () => void giveBack(taken, t("slots.undone")).finally(() => void again()));
      await again();
      await go({ to: `/customers/${accountId}` as never });
    },
  });
}

function Standing({ answer }: { answer: SlotAnswer }) {
  const t = useText();
  const locale = useLocale();
  if (answer.standing_days.length === 0) return null;
  return <ReasonLine tone="marker" facts={[t("slots.standing", { days: answer.standing_days.map((day) => formatDay(day, locale)).join(t("comma")) })]} />;
}

/** What stands against it, and the smallest steps that would help. */
function Nothing({ answer }: { answer: SlotAnswer }) {
  const t = useText();
  const locale = useLocale();
  const why = answer.constraint === null ? "" : t(`constraint.${answer.constraint}`);
  return (
    <EmptyState icon={IconCalendarOff} title={t("slots.none")} hint={t("slots.none.why", { first: formatDay(answer.first_day, locale), last: formatDay(answer.last_day, locale), why })}>
      {answer.relaxations.length === 0 ? (
        <p className={classes.note}>{t("slots.none.nothing")}</p>
      ) : (
        <div>
          <p className={classes.note}>{t("slots.helps")}</p>
          <ul className={classes.offers}>
            {answer.relaxations.map((one) => (
              <li key={one.kind} className={classes.relax}>
                {t(`relax.${one.kind}`, { minutes: one.minutes })}
                <strong>{`${formatDay(one.day, locale)} ${clock(one.start_s)}`}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes.where}>
        <Button component={Link} to={`/visits/new?account=${answer.account_id}&name=${encodeURIComponent(answer.account_name)}` as never} variant="light">
          {t("slots.byHand")}
        </Button>
        <Button component={Link} to={"/plan" as never} variant="light">
          {t("slots.trip")}
        </Button>
      </div>
    </EmptyState>
  );
}
