import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useGeo } from "../../device/geo";
import { useLocale } from "../../i18n/text";
import { formatDay, today } from "../../lib/dates";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone, showRefused } from "../../ui/undo";
import { HappeningForm } from "./HappeningForm";
import { ProposalView } from "./ProposalView";
import classes from "./Replan.module.css";
import { type Plan, planQuery, undoPlan } from "./queries";
import { acceptProposal, bodyOf, changesNothing, HAPPENINGS, propose, type Proposal, type Told } from "./replan";
import { useText } from "./text";

interface Asked {
  kind?: string;
  account?: string;
  from?: string;
}

/** The day has changed: what happened, what that would change, yes or no. */
export default function ReplanPage() {
  const t = useText();
  const { planId = "" }: { planId?: string } = useParams({ strict: false });
  const query = useQuery(planQuery(planId));
  if (query.data !== undefined) return <Replan plan={query.data} />;
  return (
    <Page title={t("replan.title")} back={`/plan/${planId}`} width="narrow">
      {query.isError ? <ProblemNotice error={query.error} retry={() => void query.refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

/** `?kind=cancelled&account=<id>` says it all: the proposal comes by itself. */
function useTold(plan: Plan): [Told, (told: Told) => void, boolean] {
  const asked: Asked = useSearch({ strict: false });
  const kind = HAPPENINGS.find((each) => each === asked.kind);
  const first = plan.first_day > today() ? plan.first_day : today();
  const [told, setTold] = useState<Told>({ kind: kind ?? "late", scope: "trip", accountId: asked.account ?? null, hotelId: null, late: 30, day: first, from: "15:00", until: "16:00" });
  return [told, setTold, kind !== undefined && bodyOf(told, null) !== null];
}

function Replan({ plan }: { plan: Plan }) {
  const t = useText();
  const locale = useLocale();
  const go = useNavigate();
  const client = useQueryClient();
  const asked: Asked = useSearch({ strict: false });
  const back = asked.from === "today" ? "/today" : `/plan/${plan.id}`;
  const [told, setTold, isClear] = useTold(plan);
  const { fix } = useGeo(plan.first_day <= today());
  const asking = useRef<{ body: NonNullable<ReturnType<typeof bodyOf>> } | null>(null);
  const refresh = async (after: Plan) => {
    client.setQueryData(planQuery(plan.id).queryKey, after);
    await Promise.all([client.invalidateQueries({ queryKey: ["visit"] }), client.invalidateQueries({ queryKey: ["plan"] })]);
  };
  const ask = useMutation({
    mutationFn: () => {
      const body = bodyOf(told, fix);
      if (body === null) throw new Error("incomplete");
      asking.current = { body };
      return propose(plan.id, body);
    },
  });
  const accept = useMutation({
    mutationFn: (shown: Proposal) => acceptProposal(plan.id, asking.current?.body ?? { kind: shown.kind, scope: shown.scope, late_minutes: 0 }, shown),
    onSuccess: async (after) => {
      await refresh(after);
      showDone(t("replan.done"), () => void undoPlan(after).then(refresh).catch((error: unknown) => showRefused(String(error))));
      await go({ to: back as never });
    },
  });
  const begun = useRef(false);
  useEffect(() => {
    if (!isClear || begun.current) return;
    begun.current = true;
    ask.mutate();
  }, [isClear, ask]);
  const shown = ask.data;
  const change = (next: Told) => {
    ask.reset();
    accept.reset();
    setTold(next);
  };
  const again = () => {
    accept.reset();
    ask.mutate();
  };
  const primary =
    shown === undefined ? (
      <Button size="lg" disabled={bodyOf(told, fix) === null} loading={ask.isPending} onClick={() => ask.mutate()}>
        {t("replan.ask")}
      </Button>
    ) : (
      <div className={classes.buttons}>
        <Button size="md" px="sm" variant="default" onClick={() => void go({ to: back as never })}>
          {t("replan.leave")}
        </Button>
        {!changesNothing(shown) && (
          <Button size="md" px="sm" loading={accept.isPending} onClick={() => accept.mutate(shown)}>
            {t("replan.accept")}
          </Button>
        )}
      </div>
    );
  return (
    <Page title={t("replan.title")} subtitle={`${plan.title || t("plan")} · ${formatDay(today(), locale)}`} back={back} width="narrow" primary={primary}>
      <div className={classes.form}>
        {accept.isError && <ProblemNotice error={accept.error} retry={again} />}
        {ask.isError && <ProblemNotice error={ask.error} retry={again} />}
        <HappeningForm plan={plan} told={told} onTell={change} />
        {ask.isPending && (
          <div role="status" aria-live="polite">
            <p className={classes.lead}>{t("replan.asking")}</p>
            <RecordSkeleton />
          </div>
        )}
        {shown !== undefined && <ProposalView shown={shown} />}
      </div>
    </Page>
  );
}
