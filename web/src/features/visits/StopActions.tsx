import { ActionIcon } from "@mantine/core";
import { IconNavigation, IconPhone } from "@tabler/icons-react";
import type { Stop } from "./queries";
import { useText } from "./text";

/** One tap to call, one to be led there by the phone's own map. */
export function StopActions({ stop }: { stop: Stop }) {
  const t = useText();
  const { position } = stop;
  return (
    <span style={{ display: "flex", gap: 8 }}>
      {stop.phone !== "" && (
        <ActionIcon component="a" href={`tel:${stop.phone}`} variant="light" color="road" radius="xl" aria-label={t("call")}>
          <IconPhone size={22} stroke={1.75} />
        </ActionIcon>
      )}
      {position !== null && position !== undefined && (
        <ActionIcon
          component="a"
          href={`geo:${position.lat},${position.lon}?q=${position.lat},${position.lon}(${encodeURIComponent(stop.visit.account_name)})`}
          variant="light"
          color="road"
          radius="xl"
          aria-label={t("navigate")}
        >
          <IconNavigation size={22} stroke={1.75} />
        </ActionIcon>
      )}
    </span>
  );
}
