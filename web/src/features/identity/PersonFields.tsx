import { Checkbox, MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Problem } from "../../api/problem";
import classes from "./Identity.module.css";
import { gradesQuery, type Role, teamsQuery } from "./queries";
import { ROLES } from "./roles";
import { useText } from "./text";

export interface PersonValues {
  name: string;
  email: string;
  name_latin: string;
  phone: string;
  locale: "zh-Hans" | "en";
  time_zone: string;
  team_id: string | null;
  grade_id: string | null;
  roles: Role[];
  leads: string[];
}

export const emptyPerson: PersonValues = {
  name: "",
  email: "",
  name_latin: "",
  phone: "",
  locale: "zh-Hans",
  time_zone: "Asia/Shanghai",
  team_id: null,
  grade_id: null,
  roles: ["rep"],
  leads: [],
};

export function personOf({ roles: _roles, leads: _leads, ...person }: PersonValues) {
  return person;
}

export function rolesOf({ roles, leads }: PersonValues): { role: Role; team_id: string | null }[] {
  return [
    ...roles.filter((role) => role !== "manager").map((role) => ({ role, team_id: null })),
    ...(roles.includes("manager") ? leads.map((team_id) => ({ role: "manager" as const, team_id })) : []),
  ];
}

interface PersonFieldsProps {
  values: PersonValues;
  onChange: (values: PersonValues) => void;
  error: unknown;
  /** Managers add reps only. */
  onlyReps: boolean;
}

export function PersonFields({ values, onChange, error, onlyReps }: PersonFieldsProps) {
  const t = useText();
  const teams = useQuery(teamsQuery);
  const grades = useQuery(gradesQuery);
  const set = (part: Partial<PersonValues>) => onChange({ ...values, ...part });
  const wrong = (field: string) => (error instanceof Problem && error.field(field) !== undefined ? t("field.wrong") : undefined);
  const teamChoices = (teams.data ?? []).map((team) => ({ value: team.id, label: `${"　".repeat(team.depth)}${team.name}` }));
  const toggle = (role: Role, on: boolean) =>
    set({ roles: on ? [...values.roles, role] : values.roles.filter((one) => one !== role) });
  return (
    <div className={classes.fields}>
      <TextInput label={t("field.name")} required maxLength={80} error={wrong("name")} value={values.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <TextInput label={t("field.email")} description={t("people.email.hint")} type="email" required maxLength={254} error={wrong("email")} value={values.email} onChange={(event) => set({ email: event.currentTarget.value })} />
      <TextInput label={t("field.nameLatin")} maxLength={120} value={values.name_latin} onChange={(event) => set({ name_latin: event.currentTarget.value })} />
      <TextInput label={t("field.phone")} type="tel" maxLength={40} value={values.phone} onChange={(event) => set({ phone: event.currentTarget.value })} />
      <Select label={t("field.team")} searchable clearable={!onlyReps} required={onlyReps} data={teamChoices} value={values.team_id} onChange={(team_id) => set({ team_id })} />
      <Select
        label={t("field.grade")}
        clearable
        data={(grades.data ?? []).map((grade) => ({ value: grade.id, label: `${grade.code} ${grade.name}` }))}
        value={values.grade_id}
        onChange={(grade_id) => set({ grade_id })}
      />
      {!onlyReps && (
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <legend style={{ fontWeight: 500, padding: 0 }}>{t("field.roles")}</legend>
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              py={8}
              label={t(`role.${role}`)}
              description={t(`role.${role}.may`)}
              checked={values.roles.includes(role)}
              onChange={(event) => toggle(role, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
      {values.roles.includes("manager") && (
        <MultiSelect label={t("people.leads")} required searchable data={teamChoices} value={values.leads} onChange={(leads) => set({ leads })} />
      )}
    </div>
  );
}
