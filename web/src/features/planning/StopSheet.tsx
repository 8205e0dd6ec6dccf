import { Anchor, Button } from "@mantine/core";
import { IconPin, IconPinnedOff, IconTrashX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import { FactList } from "../../ui/FactList";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./PlanBoard.module.css";
import { type Change, changePlan, moveStop, type Plan, planQuery, type PlanStop, priceQuery, undoPlan } from "./queries";
import { useText } from "./text";
import { clock, useDifference, useReasons } from "./words";

/** Why this visit, and what can be done with it: another day with its price, pin, leave out. */
export function StopSheet({ plan, stop, onClose }: { plan: Plan; stop: PlanStop; onClose: () => void }) {
  const t = useText();
  const locale = useLocale();
  const reasons = useReasons();
  const client = useQueryClient();
  const id = stop.account.account_id;
  const show = (after: Plan) => client.setQueryData(planQuery(plan.id).queryKey, after);
  const settle = (after: Plan, words: string) => {
    show(after);
    showDone(words, () => void undoPlan(after).then(show));
    onClose();
  };
  const change = useMutation({
    mutationFn: (kind: Change) => changePlan(plan, kind, id),
    onSuccess: (after, kind) => settle(after, t(kind === "exclude" ? "done.excluded" : kind === "pin" ? "done.pinned" : "done.unpinned")),
  });
  const move = useMutation({ mutationFn: (day: number) => moveStop(plan, id, day), onSuccess: (after) => settle(after, t("done.moved")) });
  const here = plan.days.findIndex((day) => day.stops.some((each) => each.account.account_id === id));
  const { reason } = stop;
  const currency = plan.money?.currency ?? "CNY";
  const worth = { name: t("stop.rank"), value: [t("fact.class", { kind: stop.account.customer_class }), t("stop.rank.value", { rank: reason.prize_rank }), ...(stop.account.last_visit_on === null ? [t("fact.never")] : [])].join(" · ") };
  const lines = [
    { name: t("stop.when"), value: `${clock(stop.start_s)} – ${clock(stop.leave_s)}` },
    { name: t("stop.detour"), value: `${formatDuration(Math.max(0, reason.detour_s), locale)} · ${formatDistance(Math.max(0, reason.detour_m))} · ${formatMoney({ minor: Math.round(Math.max(0, reason.detour_minor) / 100) * 100, currency })}` },
    { name: t("stop.slack"), value: stop.slack_s > 0 ? formatDuration(stop.slack_s, locale) : t("stop.slack.none") },
    ...(stop.account.address ? [{ name: t("stop.address"), value: stop.account.address }] : []),
  ];
  return (
    <Sheet opened onClose={onClose} title={stop.account.name}>
      <Section title={t("why")}>
        <FactList facts={[...reasons(stop), worth]} />
      </Section>
      <FactList facts={lines} />
      {!stop.account.is_place_exact && <ReasonLine facts={[t("fact.place")]} />}
      {plan.can_edit && (
        <>
          {plan.days.length > 1 && (
            <Section title={t("move")}>
              <div className={classes.moves}>
                {plan.days.map((day, index) => (index === here ? null : <MoveButton key={day.day} plan={plan} id={id} index={index} word={formatDay(day.day, locale)} busy={move.isPending} onMove={() => move.mutate(index)} />))}
              </div>
            </Section>
          )}
          {(change.isError || move.isError) && <ProblemNotice error={change.error ?? move.error} />}
          <div className={classes.moves}>
            <Button variant="default" leftSection={stop.is_pinned ? <IconPinnedOff size={18} aria-hidden /> : <IconPin size={18} aria-hidden />} loading={change.isPending} onClick={() => change.mutate(stop.is_pinned ? "unpin" : "pin")}>
              {t(stop.is_pinned ? "unpin" : "pin")}
            </Button>
            <Button variant="default" leftSection={<IconTrashX size={18} aria-hidden />} loading={change.isPending} onClick={() => change.mutate("exclude")}>
              {t("exclude")}
            </Button>
          </div>
        </>
      )}
      <Anchor component={Link} to={`/customers/${id}` as never}>
        {t("open.customer")}
      </Anchor>
    </Sheet>
  );
}

interface MoveButtonProps {
  plan: Plan;
  id: string;
  index: number;
  word: string;
  busy: boolean;
  onMove: () => void;
}

function MoveButton({ plan, id, index, word, busy, onMove }: MoveButtonProps) {
  const t = useText();
  const difference = useDifference();
  const price = useQuery(priceQuery(plan, id, index));
  const hint =
    price.data === undefined
      ? t("price.asking")
      : price.data.is_possible
        ? difference(price.data, plan.money?.currency ?? "CNY")
        : price.data.constraint === null
          ? t("price.no")
          : t(`constraint.${price.data.constraint}`);
  return (
    <Button variant="default" justify="space-between" disabled={busy || price.data?.is_possible !== true} onClick={onMove} rightSection={<span className={classes.moveHint}>{hint}</span>}>
      {word}
    </Button>
  );
}
