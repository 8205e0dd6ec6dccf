import { useNavigate } from "@tanstack/react-router";
import { Problem } from "../../api/problem";
import { useDraft } from "../../lib/draft";
import { bodyOf, emptyTrip, type TripValues, valuesOf } from "./formValues";
import { type Trip, useCities, useSaveTrip } from "./queries";
import { useText } from "./text";

/** The form of a new trip (`null`) or of a draft, with its local draft and its saving. */
export function useTripForm(trip: Trip | null) {
  const t = useText();
  const navigate = useNavigate();
  const cities = useCities().data ?? [];
  const key = trip === null ? "trip:new" : `trip:${trip.id}:${trip.version}`;
  const draft = useDraft<TripValues>(key, trip === null ? emptyTrip() : valuesOf(trip));
  const save = useSaveTrip(trip);
  const refused = save.error instanceof Problem ? save.error : null;
  return {
    draft,
    save,
    cities: cities.map((city) => city.name),
    fieldError: (name: string) => (refused?.field(name) === undefined ? undefined : t("form.wrong")),
    submit: () =>
      save.mutate(bodyOf(draft.value, cities, trip), {
        onSuccess: ({ id }) => {
          draft.discard();
          void navigate({ to: `/trips/${id}` });
        },
      }),
  };
}
