import type { MapPin, MapRoute } from "../../ui/mapTypes";
import type { Tone } from "../../ui/tone";
import type { VisitDay } from "./queries";

const DROPPED = new Set(["missed", "cancelled"]);
const DONE = new Set(["checked_out", "reported"]);

/** Pins numbered in the day's order and the line that joins them; dropped stops are left out. */
export function dayMap(day: VisitDay, tone: Tone = "road"): { pins: MapPin[]; routes: MapRoute[] } {
  const kept = day.stops.filter((stop) => !DROPPED.has(stop.visit.status));
  const pins: MapPin[] = [];
  kept.forEach(({ visit, position }, index) => {
    if (position === null || position === undefined) return;
    const done = DONE.has(visit.status);
    pins.push({
      id: visit.id,
      lat: position.lat,
      lon: position.lon,
      mark: done ? "✓" : String(index + 1),
      name: visit.account_name,
      tone: done ? "go" : tone,
      strong: visit.id === day.next_id,
    });
  });
  const line = pins.map((pin) => [pin.lon, pin.lat] as const);
  const routes = line.length > 1 ? [{ id: day.person_id, line, tone }] : [];
  return { pins, routes };
}
