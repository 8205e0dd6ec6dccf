import { useEffect, useState } from "react";

export interface GeoFix {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy_m: number;
  /** When the device took it, in its own clock. */
  readonly takenAt: number;
}

/** `blocked`: the person or the page (no https) does not allow it. */
type GeoState = "off" | "warming" | "ready" | "blocked" | "missing";

const FRESH_MS = 20_000;

/** A newer fix wins unless it is much coarser than a fresh one we have. */
export function betterFix(held: GeoFix | null, next: GeoFix): GeoFix {
  if (held === null || next.takenAt - held.takenAt > FRESH_MS) return next;
  return next.accuracy_m <= held.accuracy_m * 1.5 ? next : held;
}

/** Warms the position up while a page is open, so that a check-in needs no wait. */
export function useGeo(wanted: boolean): { state: GeoState; fix: GeoFix | null } {
  const [state, setState] = useState<GeoState>("off");
  const [fix, setFix] = useState<GeoFix | null>(null);
  useEffect(() => {
    if (!wanted) return;
    if (!window.isSecureContext || !("geolocation" in navigator)) {
      setState(window.isSecureContext ? "missing" : "blocked");
      return;
    }
    setState("warming");
    const watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        setState("ready");
        setFix((held) =>
          betterFix(held, { lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy, takenAt: timestamp }),
        );
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? "blocked" : "missing"),
      { enableHighAccuracy: true, maximumAge: 10_000, timeout: 15_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [wanted]);
  return { state, fix };
}

/** What a check sends: the fix and how old it is now. */
export function fixBody(fix: GeoFix | null): { lat: number; lon: number; accuracy_m: number; age_s: number } | null {
  if (fix === null) return null;
  const age = Math.max(0, (Date.now() - fix.takenAt) / 1000);
  return { lat: fix.lat, lon: fix.lon, accuracy_m: Math.round(fix.accuracy_m * 10) / 10, age_s: Math.round(age * 10) / 10 };
}
