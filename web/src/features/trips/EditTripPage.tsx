import { Button } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { type Trip, useTrip } from "./queries";
import { useText } from "./text";
import { TripForm } from "./TripForm";
import { useTripForm } from "./useTripForm";

export default function EditTripPage() {
  const { tripId } = useParams({ strict: false }) as { tripId: string };
  const trip = useTrip(tripId);
  if (trip.isPending || trip.isError)
    return (
      <Page title="" back="/trips" width="narrow">
        {trip.isPending ? <RecordSkeleton /> : <ProblemNotice error={trip.error} />}
      </Page>
    );
  return <Form key={trip.data.version} trip={trip.data} />;
}

function Form({ trip }: { trip: Trip }) {
  const t = useText();
  const form = useTripForm(trip);
  return (
    <Page
      title={t("action.edit")}
      subtitle={trip.title}
      back={`/trips/${trip.id}`}
      width="narrow"
      primary={
        <Button onClick={form.submit} loading={form.save.isPending} disabled={form.draft.value.title.trim() === ""}>
          {t("form.save")}
        </Button>
      }
    >
      {form.save.isError && <ProblemNotice error={form.save.error} />}
      <TripForm draft={form.draft} cities={form.cities} fieldError={form.fieldError} />
    </Page>
  );
}
