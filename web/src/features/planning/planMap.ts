import type { MapPin, MapRoute } from "../../ui/mapTypes";
import type { Tone } from "../../ui/tone";
import type { Plan, PlanDay } from "./queries";

function line(day: PlanDay): readonly (readonly [number, number])[] {
  const places = [day.start.position, ...day.stops.map((stop) => stop.account.position), day.end.position];
  return places.map((place) => [place.lon, place.lat] as const);
}

/** The plan on the map: the day in focus as a full line with numbers, the others dotted. */
export function planMap(plan: Plan, focus: number | null): { pins: MapPin[]; routes: MapRoute[] } {
  const days = plan.days.map((day, index) => ({ day, index, on: focus === null || focus === index }));
  const routes = days
    .filter(({ day }) => day.stops.length > 0 || day.drive_m > 0)
    .map(({ day, index, on }): MapRoute => ({ id: `day-${index}`, line: line(day), tone: on ? "road" : "plain", dotted: !on }));
  const pins = days
    .filter(({ on }) => on)
    .flatMap(({ day }) =>
      day.stops.map(
        (stop, n): MapPin => ({
          id: stop.account.account_id,
          lat: stop.account.position.lat,
          lon: stop.account.position.lon,
          mark: String(n + 1),
          name: stop.account.name,
          tone: "road" satisfies Tone,
          strong: stop.is_pinned,
        }),
      ),
    );
  const beds = days.flatMap(({ day, on }): MapPin[] =>
    day.hotel !== null && on
      ? [{ id: `bed-${day.hotel.hotel_id}`, lat: day.hotel.position.lat, lon: day.hotel.position.lon, mark: "☾", name: day.hotel.name, tone: day.hotel.over_minor > 0 ? "marker" : "go" }]
      : [],
  );
  const home = plan.days[0]?.start;
  const homes: MapPin[] = home ? [{ id: "home", lat: home.position.lat, lon: home.position.lon, mark: "⌂", name: home.name, tone: "plain" }] : [];
  return { pins: [...homes, ...pins, ...beds], routes };
}
