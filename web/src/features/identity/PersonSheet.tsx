import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { hasRole, useMe } from "../../api/session";
import { FactList } from "../../ui/FactList";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { ListSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { PersonAccess } from "./PersonAccess";
import { emptyPerson, PersonFields, type PersonValues, personOf, rolesOf } from "./PersonFields";
import type { Person } from "./queries";
import { useText } from "./text";
import { WelcomeLink } from "./WelcomeLink";

interface PersonSheetProps {
  opened: Person | "new" | null;
  onClose: () => void;
}

/** One colleague: facts for everybody, a form for admins, the invitation for a new one. */
export function PersonSheet({ opened, onClose }: PersonSheetProps) {
  const t = useText();
  const me = useMe();
  const title = opened === null ? "" : opened === "new" ? t("people.invite") : opened.name;
  return (
    <Sheet opened={opened !== null} onClose={onClose} title={title}>
      {opened === "new" && <Invitation onClose={onClose} />}
      {opened !== null && opened !== "new" && (hasRole(me, "admin") ? <Change key={opened.id} person={opened} onClose={onClose} /> : <Facts person={opened} />)}
    </Sheet>
  );
}

function Facts({ person }: { person: Person }) {
  const t = useText();
  return (
    <FactList
      facts={[
        { name: t("field.email"), value: person.email },
        { name: t("field.phone"), value: person.phone || t("none") },
        { name: t("field.team"), value: person.team_name || t("none") },
        { name: t("field.grade"), value: person.grade_code || t("none") },
        { name: t("field.roles"), value: person.roles.map((role) => t(`role.${role}`)).join(" · ") },
      ]}
    />
  );
}

function refresh(): void {
  for (const key of ["person", "team", "role_grant"]) void queryClient.invalidateQueries({ queryKey: [key] });
}

function Invitation({ onClose }: { onClose: () => void }) {
  const t = useText();
  const me = useMe();
  const [values, setValues] = useState<PersonValues>(emptyPerson);
  const invite = useMutation({
    mutationFn: async () => {
      const person = await answer(api.POST("/api/v1/identity/people", { body: { ...personOf(values), roles: rolesOf(values) } }));
      const path = { person_id: person.id };
      return await answer(api.POST("/api/v1/identity/people/{person_id}/welcome-key", { params: { path } }));
    },
    onSettled: refresh,
  });
  if (invite.data !== undefined) return <WelcomeLink name={values.name} welcome={invite.data} onClose={onClose} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <PersonFields values={values} onChange={setValues} error={invite.error} onlyReps={!hasRole(me, "admin")} />
      {invite.isError && <ProblemNotice error={invite.error} />}
      <Button type="submit" fullWidth mt="md" loading={invite.isPending}>
        {t("people.invite.go")}
      </Button>
    </form>
  );
}

function Change({ person, onClose }: { person: Person; onClose: () => void }) {
  const path = { person_id: person.id };
  const roles = useQuery({
    queryKey: ["role_grant", person.id],
    queryFn: () => answer(api.GET("/api/v1/identity/people/{person_id}/roles", { params: { path } })),
  });
  if (roles.isError) return <ProblemNotice error={roles.error} retry={() => void roles.refetch()} />;
  if (roles.data === undefined) return <ListSkeleton rows={4} />;
  const first: PersonValues = {
    ...emptyPerson,
    name: person.name,
    email: person.email,
    name_latin: person.name_latin,
    phone: person.phone,
    locale: person.locale,
    time_zone: person.time_zone,
    team_id: person.team_id,
    grade_id: person.grade_id,
    roles: [...new Set(roles.data.map((grant) => grant.role))],
    leads: roles.data.flatMap((grant) => (grant.team_id === null ? [] : [grant.team_id])),
  };
  return <ChangeForm person={person} first={first} onClose={onClose} />;
}

function ChangeForm({ person, first, onClose }: { person: Person; first: PersonValues; onClose: () => void }) {
  const t = useText();
  const [values, setValues] = useState(first);
  const path = { person_id: person.id };
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...personOf(values), version: person.version };
      await answer(api.PUT("/api/v1/identity/people/{person_id}", { params: { path }, body }));
      await answer(api.PUT("/api/v1/identity/people/{person_id}/roles", { params: { path }, body: { roles: rolesOf(values) } }));
    },
    onSuccess: () => {
      refresh();
      showDone(t("people.saved", { name: values.name }));
      onClose();
    },
  });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <PersonFields values={values} onChange={setValues} error={save.error} onlyReps={false} />
        {save.isError && <ProblemNotice error={save.error} />}
        <Button type="submit" fullWidth mt="md" loading={save.isPending}>
          {t("save")}
        </Button>
      </form>
      <PersonAccess person={person} onChanged={refresh} onClose={onClose} />
    </>
  );
}
