import { Button, NumberInput } from "@mantine/core";
import { IconCurrentLocation } from "@tabler/icons-react";
import { useState } from "react";
import { MapView } from "../../ui/MapView";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showRefused } from "../../ui/undo";
import classes from "./Customers.module.css";
import { useCities } from "./queries";
import { SuggestedPlace } from "./SuggestedPlace";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { Account, PositionTask } from "./words";
import { placeAccount } from "./writes";

const METRES = 6;

/** Where a customer is: drag the pin, tap the map, stand at the door, or write the numbers. */
export function PlaceSheet({ account, task, onClose }: { account: Account; task?: PositionTask; onClose: () => void }) {
  const t = useText();
  const cities = useCities();
  const city = cities.data?.find((one) => one.code === account.city_code);
  const known = account.position ?? (city === undefined ? null : { lat: city.lat, lon: city.lon });
  const [moved, setMoved] = useState<{ lat: number | ""; lon: number | "" } | null>(null);
  const [seen, setSeen] = useState(0);
  const { lat, lon } = moved ?? { lat: known?.lat ?? "", lon: known?.lon ?? "" };
  const place = typeof lat === "number" && typeof lon === "number" ? { lat, lon } : null;
  const write = useWrite(onClose);
  const put = (point: { lat: number; lon: number }) =>
    setMoved({ lat: Number(point.lat.toFixed(METRES)), lon: Number(point.lon.toFixed(METRES)) });
  const here = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        put({ lat: coords.latitude, lon: coords.longitude });
        setSeen((count) => count + 1);
      },
      () => showRefused(t("positions.hereFailed")),
    );
  const number = (value: string | number) => (typeof value === "number" ? value : "");
  const before = account.position_state === "confirmed" ? account.position : null;
  const save = () => place !== null && write.mutate({ said: t("positions.done", { name: account.name }), call: () => placeAccount(account.id, place, before) });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={account.name}
      footer={
        <Button fullWidth disabled={place === null} loading={write.isPending} onClick={save}>
          {t("positions.save")}
        </Button>
      }
    >
      <div className={classes.form}>
        {task !== undefined && <SuggestedPlace task={task} onDone={onClose} />}
        <p className={classes.hint}>{t("positions.hint")}</p>
        {place !== null && (
          <MapView
            label={account.name}
            pins={[{ id: account.id, ...place, mark: "•", name: account.name, strong: true }]}
            height={300}
            fitKey={`${account.id}:${seen}`}
            onPlace={put}
          />
        )}
        <div className={classes.pair}>
          <NumberInput label={t("positions.lat")} value={lat} min={-90} max={90} decimalScale={METRES} hideControls onChange={(value) => setMoved({ lat: number(value), lon })} />
          <NumberInput label={t("positions.lon")} value={lon} min={-180} max={180} decimalScale={METRES} hideControls onChange={(value) => setMoved({ lat, lon: number(value) })} />
        </div>
        <Button variant="default" leftSection={<IconCurrentLocation size={18} aria-hidden />} onClick={here}>{t("positions.here")}</Button>
        {write.isError && <ProblemNotice error={write.error} />}
      </div>
    </Sheet>
  );
}
