import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useText } from "./text";

export function CalendarTabs({ here }: { here: "mine" | "team" }) {
  const t = useText();
  const go = useNavigate();
  return (
    <SegmentedControl
      size="md"
      value={here}
      aria-label={t("title")}
      onChange={(to) => void go({ to: to === "mine" ? "/calendar" : "/calendar/team" })}
      data={[
        { value: "mine", label: t("mine") },
        { value: "team", label: t("team") },
      ]}
    />
  );
}
