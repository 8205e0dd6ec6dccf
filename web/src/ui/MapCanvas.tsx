import { useComputedColorScheme } from "@mantine/core";
import { type GeoJSONSource, Map as MapLibre, Marker, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef, useState } from "react";
import { mapColours } from "../app/theme";
import { useLocale } from "../i18n/text";
import type { Locale } from "../lib/dates";
import { boundsOf, pointData, routeData } from "./mapData";
import { addLayers } from "./mapLayers";
import classes from "./MapView.module.css";
import type { MapPin, MapViewProps } from "./mapTypes";
import { useUiText } from "./text";

// MapLibre 6 computes its worker's address at run time; the bundler must be told.
setWorkerUrl(workerUrl);

const CHINA: [number, number] = [112, 33];

/** A picture for assistive technology: what can be opened stands in the page's list as a link. */
function pinElement(pin: MapPin, select: (id: string) => void): HTMLElement {
  const mark = document.createElement("div");
  mark.setAttribute("role", "img");
  mark.className = classes.pin ?? "";
  mark.dataset.tone = pin.tone ?? "road";
  if (pin.colour !== undefined) mark.style.setProperty("--rb-pin", pin.colour);
  if (pin.strong) mark.dataset.strong = "";
  mark.textContent = pin.mark;
  mark.setAttribute("aria-label", `${pin.mark} ${pin.name}`);
  mark.title = pin.name;
  mark.addEventListener("click", () => select(pin.id));
  return mark;
}

const placeOf = ({ lat, lng }: { lat: number; lng: number }) => ({ lat, lon: lng });

function useMap(scheme: "light" | "dark", locale: Locale, select: { current: (id: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  useEffect(() => {
    if (place.current === null) return;
    const colours = mapColours(scheme);
    const made = new MapLibre({
      container: place.current,
      style: { version: 8, sources: {}, layers: [{ id: "sea", type: "background", paint: { "background-color": colours.sea } }] },
      center: CHINA,
      zoom: 3.2,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
    });
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), "top-right");
    made.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
    made.once("load", () => {
      addLayers(made, colours, locale, (id) => select.current(id));
      setMap(made);
    });
    return () => {
      setMap(null);
      made.remove();
    };
  }, [scheme, locale, select]);
  return { place, map };
}

export default function MapCanvas(props: MapViewProps) {
  const t = useUiText();
  const locale = useLocale();
  const scheme = useComputedColorScheme("light");
  const select = useRef((_id: string) => {});
  select.current = props.onSelect ?? (() => {});
  const { place, map } = useMap(scheme, locale, select);
  const putAt = useRef((_place: { lat: number; lon: number }) => {});
  putAt.current = props.onPlace ?? (() => {});
  const canPlace = props.onPlace !== undefined;
  const { points, pins, routes, here, fitKey } = props;

  useEffect(() => {
    void map?.getSource<GeoJSONSource>("points")?.setData(pointData(points ?? [], mapColours(scheme)));
  }, [map, points, scheme]);
  useEffect(() => {
    void map?.getSource<GeoJSONSource>("routes")?.setData(routeData(routes ?? [], mapColours(scheme)));
  }, [map, routes, scheme]);
  useEffect(() => {
    if (map === null) return;
    const markers = (pins ?? []).map((pin) => {
      const marker = new Marker({ element: pinElement(pin, (id) => select.current(id)), draggable: canPlace }).setLngLat([pin.lon, pin.lat]);
      marker.on("dragend", () => putAt.current(placeOf(marker.getLngLat())));
      return marker.addTo(map);
    });
    return () => markers.forEach((marker) => marker.remove());
  }, [map, pins, canPlace]);
  useEffect(() => {
    if (map === null || !canPlace) return;
    const tapped = map.on("click", (event) => putAt.current(placeOf(event.lngLat)));
    return () => tapped.unsubscribe();
  }, [map, canPlace]);
  useEffect(() => {
    if (map === null || here === undefined) return;
    const dot = document.createElement("div");
    dot.className = classes.here ?? "";
    dot.setAttribute("role", "img");
    dot.setAttribute("aria-label", t("map.here"));
    const marker = new Marker({ element: dot }).setLngLat([here.lon, here.lat]).addTo(map);
    return () => void marker.remove();
  }, [map, here, t]);

  const content = useRef(props);
  content.current = props;
  const count = (points?.length ?? 0) + (pins?.length ?? 0);
  useEffect(() => {
    const bounds = boundsOf(content.current);
    if (map !== null && bounds !== null) map.fitBounds(bounds, { padding: 48, maxZoom: 13, animate: false });
  }, [map, fitKey, count]);

  return <div ref={place} className={classes.canvas} role="region" aria-label={`${t("map")}: ${props.label}`} />;
}
