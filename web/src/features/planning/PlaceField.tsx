import { Button, Select } from "@mantine/core";
import { IconCurrentLocation } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { MapView } from "../../ui/MapView";
import { showRefused } from "../../ui/undo";
import classes from "./Travel.module.css";
import { placesQuery } from "./travel";
import { useText } from "./text";

interface Point {
  readonly lat: number;
  readonly lon: number;
}

interface PlaceFieldProps {
  label: string;
  place: Point | null;
  onChange: (place: Point) => void;
  /** Also tells the city that was chosen. */
  onCity?: (code: string) => void;
  city?: string;
}

/** A point: jump to a city, then drag the pin or tap the map; or stand there. */
export function PlaceField({ label, place, onChange, onCity, city }: PlaceFieldProps) {
  const t = useText();
  const english = useLocale() === "en";
  const cities = useQuery(placesQuery);
  const [jumps, setJumps] = useState(0);
  const jump = (point: Point) => {
    onChange({ lat: Number(point.lat.toFixed(6)), lon: Number(point.lon.toFixed(6)) });
    setJumps((count) => count + 1);
  };
  const here = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => jump({ lat: coords.latitude, lon: coords.longitude }),
      () => showRefused(t("place.failed")),
    );
  return (
    <div className={classes.fields}>
      <div className={classes.place}>
        <Select
          label={t("place.city")}
          searchable
          limit={40}
          data={(cities.data ?? []).map((one) => ({ value: one.code, label: english ? one.name_latin : one.name }))}
          value={city === undefined || city === "" ? null : city}
          onChange={(code) => {
            const found = cities.data?.find((one) => one.code === code);
            if (found === undefined) return;
            onCity?.(found.code);
            jump(found);
          }}
        />
        <Button variant="default" leftSection={<IconCurrentLocation size={18} aria-hidden />} onClick={here}>
          {t("place.here")}
        </Button>
      </div>
      {place !== null && (
        <>
          <MapView
            label={label}
            pins={[{ id: "place", ...place, mark: "•", name: label, strong: true }]}
            height={240}
            fitKey={String(jumps)}
            onPlace={(point) => onChange({ lat: Number(point.lat.toFixed(6)), lon: Number(point.lon.toFixed(6)) })}
          />
          <p className={classes.note}>{t("place.hint", { lat: place.lat, lon: place.lon })}</p>
        </>
      )}
    </div>
  );
}
