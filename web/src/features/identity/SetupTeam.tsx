import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { queryClient } from "../../api/queryClient";
import { ProblemNotice } from "../../ui/ProblemNotice";
import classes from "./Identity.module.css";
import type { Me } from "./queries";
import { type IdentityText, useText } from "./text";

async function makeGrades(t: IdentityText): Promise<string | null> {
  const have = await answer(api.GET("/api/v1/identity/grades"));
  let highest: string | null = have[0]?.id ?? null;
  if (highest !== null) return highest;
  for (const rank of [1, 2, 3] as const) {
    const body = { code: `P${rank}`, name: t(`setup.grade.${rank}`), rank };
    highest = (await answer(api.POST("/api/v1/identity/grades", { body }))).id;
  }
  return highest;
}

/** A second try after a broken-off first one finds the set in place: that is fine. */
async function installStandards(): Promise<void> {
  try {
    await answer(api.POST("/api/v1/standards/template", { body: { template: "china-company" } }));
  } catch (error) {
    if (!(error instanceof Problem) || error.body.code !== "standards.template_installed") throw error;
  }
}

/** The first team, grades, and travel standards to begin with. The admin leads the team until somebody else does. */
export function SetupTeam({ me }: { me: Me }) {
  const t = useText();
  const [name, setName] = useState("");
  const [withStandards, setWithStandards] = useState(true);
  const make = useMutation({
    mutationFn: async () => {
      const grade = withStandards ? await makeGrades(t) : null;
      if (withStandards) await installStandards();
      const team = await answer(api.POST("/api/v1/identity/teams", { body: { name, parent_id: null } }));
      const path = { person_id: me.id };
      const { email, name_latin, phone, locale, time_zone } = me;
      const own = { name: me.name, email, name_latin, phone, locale, time_zone, team_id: team.id, grade_id: grade };
      await answer(api.PUT("/api/v1/identity/people/{person_id}", { params: { path }, body: own }));
      const roles = [
        { role: "admin" as const, team_id: null },
        { role: "rep" as const, team_id: null },
        { role: "manager" as const, team_id: team.id },
      ];
      await answer(api.PUT("/api/v1/identity/people/{person_id}/roles", { params: { path }, body: { roles } }));
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t("teams.name")}
        placeholder={t("setup.team.example")}
        description={t("setup.team.lead")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        required
        withAsterisk={false}
        autoFocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox label={t("setup.standards")} description={t("setup.standards.why")} checked={withStandards} onChange={(event) => setWithStandards(event.currentTarget.checked)} />
      {make.isError && <ProblemNotice error={make.error} />}
      <Button type="submit" size="lg" loading={make.isPending}>
        {t("setup.team.go")}
      </Button>
    </form>
  );
}
