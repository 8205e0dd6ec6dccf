import type { MapPin, MapRoute } from "../../../ui/mapTypes";
import { personColour } from "../../../ui/personColours";
import type { TeamPerson } from "./queries";

/** Everybody's routes in a colour each; the pins carry the first letter of the name. */
export function teamMap(people: readonly TeamPerson[], chosen: string | null): { pins: MapPin[]; routes: MapRoute[] } {
  const shown = people.map((person, index) => ({ person, colour: personColour(index) })).filter(({ person }) => chosen === null || person.person_id === chosen);
  const routes = shown.flatMap(({ person, colour }) =>
    person.days
      .filter((day) => day.stops.length > 0)
      .map((day): MapRoute => {
        const places = [day.start.position, ...day.stops.map((stop) => stop.position), day.end.position];
        return { id: `${person.person_id}-${day.day}`, line: places.map(({ lon, lat }) => [lon, lat] as const), colour };
      }),
  );
  const pins = shown.flatMap(({ person, colour }) =>
    person.days.flatMap((day) =>
      day.stops.map(
        (stop, n): MapPin => ({
          id: stop.account_id,
          lat: stop.position.lat,
          lon: stop.position.lon,
          mark: chosen === null ? person.person_name.slice(0, 1) : String(n + 1),
          name: `${person.person_name} · ${stop.name}`,
          colour,
        }),
      ),
    ),
  );
  return { pins, routes };
}
