import { Button } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import type { Draft } from "../lib/draft";
import { ReasonLine } from "./ReasonLine";
import { useUiText } from "./text";

/** Says that an unsent draft was brought back, and offers to start anew. */
export function DraftNote<T>({ draft }: { draft: Draft<T> }) {
  const t = useUiText();
  if (!draft.restored) return null;
  return (
    <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between" }} role="status">
      <ReasonLine icon={IconRestore} tone="road" facts={[t("draft.restored")]} />
      <Button variant="subtle" onClick={draft.discard}>
        {t("draft.discard")}
      </Button>
    </div>
  );
}
