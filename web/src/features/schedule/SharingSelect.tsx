import { Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { showDone } from "../../ui/undo";
import { sharingQuery } from "./queries";
import { useText } from "./text";
import classes from "./Calendar.module.css";

const LEVELS = ["full", "busy", "nothing"] as const;
type Level = (typeof LEVELS)[number];

/** What colleagues see of my calendar. */
export function SharingSelect() {
  const t = useText();
  const client = useQueryClient();
  const { data } = useQuery(sharingQuery());
  const choose = useMutation({
    mutationFn: (level: Level) => answer(api.PUT("/api/v1/schedule/sharing", { body: { level } })),
    onSuccess: (sharing) => {
      client.setQueryData(sharingQuery().queryKey, sharing);
      showDone(t("sharing.saved"));
    },
  });
  return (
    <div className={classes.sharing}>
      <span id="sharing-label">{t("sharing")}</span>
      <Select
        aria-labelledby="sharing-label"
        allowDeselect={false}
        value={data?.level ?? "busy"}
        onChange={(level) => level !== null && choose.mutate(level as Level)}
        data={LEVELS.map((level) => ({ value: level, label: t(`sharing.${level}`) }))}
        w={220}
      />
    </div>
  );
}
