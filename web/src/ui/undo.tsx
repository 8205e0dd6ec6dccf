import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import i18next from "i18next";

const STAY_MS = 6_000;
const ui = (key: string) => i18next.t(key, { ns: "ui" });

/** "已取消拜访 [撤销]": what was done, with the way back, instead of "are you sure". */
export function showDone(message: string, undo?: () => void): void {
  const id = `done-${Date.now()}`;
  notifications.show({
    id,
    autoClose: STAY_MS,
    color: "go",
    icon: <IconCheck size={18} />,
    withCloseButton: undo === undefined,
    message:
      undo === undefined ? (
        message
      ) : (
        <span style={{ display: "flex", alignItems: "center", justifyContent: "space-between", gap: 12 }}>
          {message}
          <Button
            variant="subtle"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {ui("undo")}
          </Button>
        </span>
      ),
  });
}

/** A short refusal that needs no notice in the page. */
export function showRefused(message: string): void {
  notifications.show({ autoClose: STAY_MS, color: "stop", icon: <IconAlertTriangle size={18} />, message });
}
