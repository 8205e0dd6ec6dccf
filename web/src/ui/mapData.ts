import type { FeatureCollection, LineString, Point } from "geojson";
import type { MapPoint, MapRoute, MapViewProps } from "./mapTypes";
import type { Tone } from "./tone";

type Colours = Readonly<Record<"road" | "marker-mark" | "stop" | "go" | "ink-2" | "road-mid", string>>;

function colourOf(tone: Tone, colours: Colours): string {
  if (tone === "plain") return colours["ink-2"];
  return tone === "marker" ? colours["marker-mark"] : colours[tone];
}

export function pointData(points: readonly MapPoint[], colours: Colours): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: points.map((point) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [point.lon, point.lat] },
      properties: { id: point.id, name: point.name, colour: colourOf(point.tone ?? "road", colours) },
    })),
  };
}

export function routeData(routes: readonly MapRoute[], colours: Colours): FeatureCollection<LineString> {
  return {
    type: "FeatureCollection",
    features: routes.map((route) => ({
      type: "Feature",
      geometry: { type: "LineString", coordinates: route.line.map(([lon, lat]) => [lon, lat]) },
      properties: { dotted: route.dotted ?? false, colour: route.colour ?? colourOf(route.tone ?? "road", colours) },
    })),
  };
}

/** [[west, south], [east, north]] of all that is shown; null when nothing is. */
export function boundsOf({ points = [], pins = [], routes = [], here }: MapViewProps): [[number, number], [number, number]] | null {
  const places: (readonly [number, number])[] = [
    ...points.map((point) => [point.lon, point.lat] as const),
    ...pins.map((pin) => [pin.lon, pin.lat] as const),
    ...routes.flatMap((route) => route.line),
    ...(here === undefined ? [] : [[here.lon, here.lat] as const]),
  ];
  if (places.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of places) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [
    [west, south],
    [east, north],
  ];
}
