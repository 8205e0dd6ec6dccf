import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import classes from "./MapView.module.css";
import type { MapViewProps } from "./mapTypes";

const MapCanvas = lazy(() => import("./MapCanvas"));

/** The map: clustered points, numbered pins and a route over the coast line alone. Loaded when first shown. */
export function MapView(props: MapViewProps) {
  return (
    <div className={classes.map} style={{ height: props.height ?? 320 }}>
      <Suspense fallback={<Skeleton height="100%" />}>
        <MapCanvas {...props} />
      </Suspense>
    </div>
  );
}
