import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { useMe } from "../../api/session";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import classes from "./Identity.module.css";
import type { Person } from "./queries";
import { useText } from "./text";
import { WelcomeLink } from "./WelcomeLink";

interface PersonAccessProps {
  person: Person;
  onChanged: () => void;
  onClose: () => void;
}

/** What an admin does about somebody's access: new link, factors away, off and on again. */
export function PersonAccess({ person, onChanged, onClose }: PersonAccessProps) {
  const t = useText();
  const me = useMe();
  const params = { params: { path: { person_id: person.id } } };
  const link = useMutation({ mutationFn: () => answer(api.POST("/api/v1/identity/people/{person_id}/welcome-key", params)) });
  const reset = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/identity/people/{person_id}/reset-factors", params)),
    onSuccess: () => showDone(t("access.reset.done", { name: person.name })),
  });
  const on = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/identity/people/{person_id}/reactivate", params)),
    onSuccess: () => {
      onChanged();
      showDone(t("access.on.done", { name: person.name }));
      onClose();
    },
  });
  const off = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/identity/people/{person_id}/deactivate", params)),
    onSuccess: () => {
      onChanged();
      showDone(t("access.off.done", { name: person.name }), () => on.mutate());
      onClose();
    },
  });
  if (link.data !== undefined) return <WelcomeLink name={person.name} welcome={link.data} onClose={onClose} />;
  const error = link.error ?? reset.error ?? on.error ?? off.error;
  return (
    <Section title={t("access.title")}>
      <div className={classes.fields}>
        {person.is_active && (
          <>
            <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
              {t("access.link")}
            </Button>
            <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
              {t("access.reset")}
            </Button>
          </>
        )}
        {person.is_active && person.id !== me.id && (
          <Button variant="default" c="var(--rb-stop)" loading={off.isPending} onClick={() => off.mutate()}>
            {t("access.off")}
          </Button>
        )}
        {!person.is_active && (
          <Button variant="default" loading={on.isPending} onClick={() => on.mutate()}>
            {t("access.on")}
          </Button>
        )}
        <p className={classes.note}>{t("access.note")}</p>
        {error !== null && <ProblemNotice error={error} />}
      </div>
    </Section>
  );
}
