import type { MapPin, MapRoute } from "../../ui/mapTypes";
import type { Tone } from "../../ui/tone";
import type { Plan, PlanDay } from "./queries";

type Line = readonly (readonly [number, number])[];

function line(places: readonly { lat: number; lon: number }[]): Line {
  return places.map((place) => [place.lon, place.lat] as const);
}

/** A day's ways on the ground, parted by its rides, and the rides from station to station. */
export function linesOf(day: PlanDay): { ground: Line[]; rides: Line[] } {
  const ground: Line[] = [];
  let from = day.start.position;
  let seen = 0;
  const until = (stops: number, end: { lat: number; lon: number }) => {
    ground.push(line([from, ...day.stops.slice(seen, stops).map((stop) => stop.account.position), end]));
    seen = stops;
  };
  for (const { after_stops, ticket } of day.rides) {
    until(after_stops, ticket.origin.position);
    from = ticket.destination.position;
  }
  until(day.stops.length, day.end.position);
  return { ground, rides: day.rides.map(({ ticket }) => line([ticket.origin.position, ticket.destination.position])) };
}

/** The plan on the map: the day in focus as a full line with numbers, the others dotted. */
export function planMap(plan: Plan, focus: number | null): { pins: MapPin[]; routes: MapRoute[] } {
  const days = plan.days.map((day, index) => ({ day, index, on: focus === null || focus === index }));
  const routes = days
    .filter(({ day }) => day.stops.length > 0 || day.drive_m > 0 || day.rides.length > 0)
    .flatMap(({ day, index, on }): MapRoute[] => {
      const { ground, rides } = linesOf(day);
      return [
        ...ground.map((line, n): MapRoute => ({ id: n === 0 ? `day-${index}` : `day-${index}-${n}`, line, tone: on ? "road" : "plain", dotted: !on })),
        ...rides.map((line, n): MapRoute => ({ id: `ride-${index}-${n}`, line, tone: on ? "go" : "plain", dotted: true })),
      ];
    });
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
  const stations = new Map(
    days.filter(({ on }) => on).flatMap(({ day }) => day.rides.flatMap(({ ticket }) => [ticket.origin, ticket.destination].map((end) => [end.id, end] as const))),
  );
  const hubs = [...stations.values()].map((end): MapPin => ({ id: `station-${end.id}`, lat: end.position.lat, lon: end.position.lon, mark: end.mode === "flight" ? "✈" : "◆", name: end.name, tone: "go" }));
  const home = plan.days[0]?.start;
  const homes: MapPin[] = home ? [{ id: "home", lat: home.position.lat, lon: home.position.lon, mark: "⌂", name: home.name, tone: "plain" }] : [];
  return { pins: [...homes, ...pins, ...beds, ...hubs], routes };
}
