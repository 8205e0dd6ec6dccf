import { Button, Checkbox, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { Problem } from "../../api/problem";
import { queryClient } from "../../api/queryClient";
import { useLocale } from "../../i18n/text";
import { useDraft } from "../../lib/draft";
import { useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { asProblem } from "./door";
import classes from "./Identity.module.css";
import { passwordProblem } from "./passwords";
import { useText } from "./text";
import { timeZones } from "./zones";

const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const HERE = BROWSER_ZONE === "" || BROWSER_ZONE === "UTC" ? "Asia/Shanghai" : BROWSER_ZONE;

/** Company and first admin, in one form; after it the admin is signed in. */
export function SetupCompany() {
  const t = useText();
  const locale = useLocale();
  const draft = useDraft("setup", { company: "", tax: "", zone: HERE, name: "", email: "", factor: true });
  const [password, setPassword] = useState("");
  const { value } = draft;
  const found = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/identity/founding", {
          body: {
            company: {
              name: value.company,
              name_latin: "",
              tax_number: value.tax,
              base_currency: "CNY",
              time_zone: value.zone,
              locale,
              mfa_required_roles: value.factor ? ["admin"] : [],
            },
            admin: { name: value.name, email: value.email, name_latin: "", phone: "", locale, time_zone: value.zone },
            password,
          },
        }),
      ),
    onSuccess: async () => {
      draft.discard();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        found.mutate();
      }}
    >
      <TextInput label={t("company.name")} required withAsterisk={false} autoFocus maxLength={120} value={value.company} onChange={(event) => draft.set({ company: event.currentTarget.value })} />
      <div className={classes.pair}>
        <TextInput label={t("company.tax.optional")} maxLength={30} value={value.tax} onChange={(event) => draft.set({ tax: event.currentTarget.value })} />
        <Select label={t("field.zone")} searchable allowDeselect={false} data={timeZones(value.zone)} value={value.zone} onChange={(zone) => draft.set({ zone: zone ?? HERE })} />
      </div>
      <TextInput label={t("setup.admin.name")} required withAsterisk={false} autoComplete="name" maxLength={80} value={value.name} onChange={(event) => draft.set({ name: event.currentTarget.value })} />
      <TextInput label={t("setup.admin.email")} type="email" required withAsterisk={false} autoComplete="username" maxLength={254} value={value.email} onChange={(event) => draft.set({ email: event.currentTarget.value })} />
      <PasswordInput
        label={t("field.password")}
        description={t("password.rule")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        required
        withAsterisk={false}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("field.password.show") }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Checkbox label={t("setup.factor.demand")} description={t("setup.factor.demand.why")} checked={value.factor} onChange={(event) => draft.set({ factor: event.currentTarget.checked })} />
      {found.isError && <ProblemNotice error={shown(found.error, t)} />}
      <Button type="submit" size="lg" loading={found.isPending}>
        {t("setup.company.go")}
      </Button>
    </form>
  );
}

function shown(error: unknown, t: ReturnType<typeof useText>): unknown {
  if (!(error instanceof Problem) || error.body.code !== "core.invalid") return error;
  const code = error.field("password");
  if (code !== undefined) return passwordProblem(t, code);
  return error.field("email") === undefined ? error : asProblem(t("setup.email.wrong"), t("setup.email.wrong.todo"));
}
