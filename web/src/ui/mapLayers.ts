import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { Locale } from "../lib/dates";
import { cityData } from "./mapCities";
import landUrl from "world-atlas/land-50m.json?url";

interface Colours {
  readonly land: string;
  readonly line: string;
  readonly ink: string;
  readonly "ink-2": string;
  readonly surface: string;
  readonly road: string;
  readonly "on-road": string;
}

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Coast lines only: no national boundary is drawn. */
async function addLand(map: MapLibre, colours: Colours): Promise<void> {
  const topology = (await (await fetch(landUrl)).json()) as Topology;
  const land = topology.objects.land;
  if (land === undefined || map._removed) return;
  map.addSource("land", { type: "geojson", data: feature(topology, land) });
  map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } }, "cities");
  map.addLayer({ id: "coast", type: "line", source: "land", paint: { "line-color": colours.line, "line-width": 1 } }, "cities");
}

export function addLayers(map: MapLibre, colours: Colours, locale: Locale, select: (id: string) => void): void {
  map.addSource("routes", { type: "geojson", data: EMPTY });
  map.addSource("points", { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 44, clusterMaxZoom: 12 });
  map.addSource("cities", { type: "geojson", data: cityData(locale) });
  map.addLayer({ id: "cities", type: "symbol", source: "cities", layout: { "text-field": ["get", "name"], "text-size": 12, "symbol-sort-key": ["get", "rank"], "text-padding": 6 }, paint: { "text-color": colours["ink-2"], "text-opacity": 0.8, "text-halo-color": colours.land, "text-halo-width": 1 } });
  map.addLayer({ id: "routes", type: "line", source: "routes", filter: ["!", ["get", "dotted"]], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": ["get", "colour"], "line-width": 4, "line-opacity": 0.75 } });
  map.addLayer({ id: "routes-dotted", type: "line", source: "routes", filter: ["get", "dotted"], layout: { "line-cap": "round" }, paint: { "line-color": ["get", "colour"], "line-width": 3, "line-dasharray": [0.1, 2] } });
  map.addLayer({ id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"], paint: { "circle-color": colours.road, "circle-opacity": 0.88, "circle-radius": ["step", ["get", "point_count"], 14, 25, 18, 200, 23, 2000, 28], "circle-stroke-color": colours.surface, "circle-stroke-width": 2 } });
  map.addLayer({ id: "cluster-count", type: "symbol", source: "points", filter: ["has", "point_count"], layout: { "text-field": ["get", "point_count_abbreviated"], "text-size": 13, "text-allow-overlap": true }, paint: { "text-color": colours["on-road"] } });
  map.addLayer({ id: "points", type: "circle", source: "points", filter: ["!", ["has", "point_count"]], paint: { "circle-color": ["get", "colour"], "circle-radius": 7, "circle-stroke-color": colours.surface, "circle-stroke-width": 2 } });
  map.addLayer({ id: "names", type: "symbol", source: "points", minzoom: 10, filter: ["!", ["has", "point_count"]], layout: { "text-field": ["get", "name"], "text-size": 12, "text-offset": [0, 1.1], "text-anchor": "top" }, paint: { "text-color": colours.ink, "text-halo-color": colours.land, "text-halo-width": 1.5 } });
  void addLand(map, colours);

  map.on("click", "points", (event) => {
    const id: unknown = event.features?.[0]?.properties.id;
    if (typeof id === "string") select(id);
  });
  map.on("click", "clusters", (event) => {
    const [cluster] = event.features ?? [];
    const source = map.getSource<GeoJSONSource>("points");
    if (cluster === undefined || source === undefined) return;
    void source
      .getClusterExpansionZoom(Number(cluster.properties.cluster_id))
      .then((zoom) => map.easeTo({ center: event.lngLat, zoom: zoom + 0.2, duration: 180 }));
  });
  for (const layer of ["points", "clusters"]) {
    map.on("mouseenter", layer, () => void (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => void (map.getCanvas().style.cursor = ""));
  }
}
