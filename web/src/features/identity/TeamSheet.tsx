import { Button, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Identity.module.css";
import { type Team, teamsQuery } from "./queries";
import { useText } from "./text";

interface TeamSheetProps {
  opened: Team | "new" | null;
  teams: readonly Team[];
  onClose: () => void;
}

export function TeamSheet({ opened, teams, onClose }: TeamSheetProps) {
  const t = useText();
  return (
    <Sheet opened={opened !== null} onClose={onClose} title={opened === "new" ? t("teams.new") : t("teams.change")}>
      {opened !== null && <TeamForm key={opened === "new" ? "new" : opened.id} team={opened === "new" ? null : opened} teams={teams} onClose={onClose} />}
    </Sheet>
  );
}

function TeamForm({ team, teams, onClose }: { team: Team | null; teams: readonly Team[]; onClose: () => void }) {
  const t = useText();
  const [name, setName] = useState(team?.name ?? "");
  const [parent, setParent] = useState(team?.parent_id ?? null);
  const finish = (message: string) => {
    void queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey });
    showDone(message);
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { name, parent_id: parent };
      if (team === null) return answer(api.POST("/api/v1/identity/teams", { body }));
      return answer(api.PUT("/api/v1/identity/teams/{team_id}", { params: { path: { team_id: team.id } }, body }));
    },
    onSuccess: () => finish(t("teams.saved", { name })),
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/identity/teams/{team_id}", { params: { path: { team_id: id } } })),
    onSuccess: () => finish(t("teams.gone", { name })),
  });
  const error = save.error ?? remove.error;
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t("teams.name")} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        label={t("teams.parent")}
        placeholder={t("teams.root")}
        clearable
        searchable
        data={teams.filter((one) => one.id !== team?.id).map((one) => ({ value: one.id, label: `${"　".repeat(one.depth)}${one.name}` }))}
        value={parent}
        onChange={setParent}
      />
      {error !== null && <ProblemNotice error={error} />}
      <Button type="submit" loading={save.isPending}>
        {t("save")}
      </Button>
      {team !== null && (
        <Button variant="default" c="var(--rb-stop)" loading={remove.isPending} onClick={() => remove.mutate(team.id)}>
          {t("teams.remove")}
        </Button>
      )}
    </form>
  );
}
