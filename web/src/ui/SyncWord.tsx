import { IconCloudCheck, IconCloudOff, IconRefresh } from "@tabler/icons-react";
import { useLiveState } from "../api/liveStream";
import classes from "./SyncWord.module.css";
import { useUiText } from "./text";

const ICONS = { live: IconCloudCheck, connecting: IconRefresh, retrying: IconRefresh, offline: IconCloudOff } as const;

/** The live state, in words, beside the title. */
export function SyncWord() {
  const t = useUiText();
  const state = useLiveState();
  const Icon = ICONS[state];
  return (
    <span className={classes.word} data-state={state} role="status">
      <Icon size={18} stroke={1.75} aria-hidden />
      {t(`sync.${state}`)}
    </span>
  );
}
