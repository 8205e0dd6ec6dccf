import { Button } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { formatMoney } from "../../lib/money";
import { DecisionBar } from "../../ui/DecisionBar";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { FactList } from "../../ui/FactList";
import { Section } from "../../ui/Section";
import { RecordSkeleton } from "../../ui/Skeletons";
import { useIsPhone } from "../../ui/useIsPhone";
import { MoreActions, NextStep } from "./Actions";
import { Colleagues } from "./Colleagues";
import { Days } from "./Days";
import { Estimate } from "./Estimate";
import { Findings } from "./Findings";
import { History } from "./History";
import { Itinerary } from "./Itinerary";
import { type Trip, useTrip, useWaiting } from "./queries";
import { Shares } from "./Shares";
import { useText } from "./text";
import { TripChain } from "./TripChain";
import classes from "./Trips.module.css";
import { Worth } from "./Worth";

const HAS_RESULT = new Set(["in_progress", "changing", "change_submitted", "completed", "closed"]);

export default function TripPage() {
  const { tripId } = useParams({ strict: false }) as { tripId: string };
  const trip = useTrip(tripId);
  if (trip.isPending || trip.isError)
    return (
      <Page title="" back="/trips">
        {trip.isPending ? <RecordSkeleton /> : <ProblemNotice error={trip.error} retry={() => void trip.refetch()} />}
      </Page>
    );
  return <Shown trip={trip.data} />;
}

function Shown({ trip }: { trip: Trip }) {
  const t = useText();
  const phone = useIsPhone();
  const canEdit = trip.actions.includes("edit");
  const deciding = trip.approval_task_id !== null;
  const primary = deciding ? <Decision trip={trip} task={trip.approval_task_id ?? ""} /> : primaryOf(trip);
  const facts = [
    trip.team_name === "" ? trip.traveller_name : `${trip.team_name} ${trip.traveller_name}`,
    null,
    trip.stops.length > 0 ? t("stops", { count: trip.stops.length }) : "",
    trip.overdue_count > 0 ? t("overdue", { count: trip.overdue_count }) : "",
  ];

  function primaryOf(shown: Trip) {
    if (shown.state === "completed" && shown.actions.length > 0)
      return (
        <Button component={Link} to="/expenses" leftSection={<IconReceipt size={20} aria-hidden />}>
          {t("to.expenses")}
        </Button>
      );
    return shown.actions.length > 0 ? <NextStep trip={shown} /> : undefined;
  }

  return (
    <Page
      title={trip.title}
      back={deciding ? "/approvals" : "/trips"}
      actions={!deciding && <MoreActions trip={trip} />}
      {...(primary === undefined ? {} : { primary })}
      subtitle={
        <>
          {deciding && <Place />}
          {facts.map((fact, index) => (fact === null ? <span key="days"> · <Days first={trip.first_day} last={trip.last_day} /></span> : fact !== "" && <span key={fact}>{index > 0 && " · "}{fact}</span>))}
        </>
      }
    >
      <div className={classes.chain}>
        <TripChain trip={trip} />
        {HAS_RESULT.has(trip.state) && (
          <Button component={Link} to={`/trips/${trip.id}/result`} variant="light" mt={12}>
            {t("to.result")}
          </Button>
        )}
      </div>
      {trip.last_comment !== "" && (
        <div className={classes.notice} role="note">
          <p>
            {trip.last_comment_by !== "" && <strong>{trip.last_comment_by}：</strong>}
            {trip.last_comment}
          </p>
        </div>
      )}
      <div className={classes.columns}>
        <div>
          <Worth trip={trip} />
          <Shares trip={trip} />
          <Findings trip={trip} canEdit={canEdit} />
          {phone && <Colleagues trip={trip} />}
          <Itinerary trip={trip} />
          <Estimate trip={trip} canEdit={canEdit} />
        </div>
        <aside>
          {!phone && <Colleagues trip={trip} />}
          <Section title={t("about")}>
            <FactList
              facts={[
                { name: t("purpose"), value: trip.purpose || t("purpose.none") },
                { name: t("companions"), value: trip.companion_names.join("、") || t("companions.none") },
              ]}
            />
          </Section>
          <History trip={trip} />
        </aside>
      </div>
    </Page>
  );
}

/** "3 件中的第 1 件" is only worth saying when more than one waits. */
function Place() {
  const t = useText();
  const waiting = useWaiting().data?.count ?? 0;
  return waiting > 1 ? <strong>{t("waiting", { count: waiting })} · </strong> : null;
}

function Decision({ trip, task }: { trip: Trip; task: string }) {
  const t = useText();
  const navigate = useNavigate();
  const amount = formatMoney({ minor: trip.cost_minor, currency: trip.currency });
  return (
    <DecisionBar
      taskId={task}
      seen={trip.seen}
      approve={t("decide.approve", { amount })}
      onDecided={(next) => void navigate({ to: next === null ? "/approvals" : `/approvals/${next}` })}
    />
  );
}
