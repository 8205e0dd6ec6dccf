import { Button, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { useDraft } from "../../lib/draft";
import { DraftNote } from "../../ui/DraftNote";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { showDone } from "../../ui/undo";
import classes from "./Identity.module.css";
import type { Me } from "./queries";
import { useText } from "./text";
import { timeZones } from "./zones";

/** What people say about themselves; name, team and roles are the admin's to change. */
export function ProfileForm({ me }: { me: Me }) {
  const t = useText();
  const draft = useDraft(`profile:${me.id}`, { name_latin: me.name_latin, phone: me.phone, time_zone: me.time_zone });
  const save = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/identity/me", { body: { ...draft.value, locale: me.locale } })),
    onSuccess: async () => {
      draft.discard();
      await queryClient.invalidateQueries({ queryKey: ["me"] });
      showDone(t("me.saved"));
    },
  });
  return (
    <form
      className={classes.fields}
      style={{ paddingTop: "var(--rb-4)" }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <DraftNote draft={draft} />
      <div className={classes.pair}>
        <TextInput
          label={t("field.nameLatin")}
          autoComplete="off"
          maxLength={120}
          value={draft.value.name_latin}
          onChange={(event) => draft.set({ name_latin: event.currentTarget.value })}
        />
        <TextInput
          label={t("field.phone")}
          type="tel"
          autoComplete="tel"
          maxLength={40}
          value={draft.value.phone}
          onChange={(event) => draft.set({ phone: event.currentTarget.value })}
        />
      </div>
      <Select
        label={t("field.zone")}
        searchable
        data={timeZones(me.time_zone)}
        value={draft.value.time_zone}
        onChange={(zone) => draft.set({ time_zone: zone ?? me.time_zone })}
      />
      {save.isError && <ProblemNotice error={save.error} />}
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
