import { IconChevronRight } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { components } from "../../api/schema";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { useLocale } from "../../i18n/text";
import { signInToDemo } from "./door";
import classes from "./DemoPeople.module.css";
import { useText } from "./text";

interface DemoPeopleProps {
  people: readonly components["schemas"]["DemoPerson"][];
  onDone: () => void;
}

/** The people of the demo company: one tap and you are them. */
export function DemoPeople({ people, onDone }: DemoPeopleProps) {
  const t = useText();
  const locale = useLocale();
  const enter = useMutation({ mutationFn: signInToDemo, onSuccess: onDone });
  return (
    <section aria-label={t("demo.title")} className={classes.demo}>
      <p className={classes.why}>{t("demo.why")}</p>
      <ul className={classes.list}>
        {people.map((person) => {
          const name = locale === "en" ? person.name_latin || person.name : person.name;
          return (
            <li key={person.id}>
              <button type="button" className={classes.person} disabled={enter.isPending} onClick={() => enter.mutate(person.id)}>
                <span className={classes.face} aria-hidden>
                  {name.slice(0, 1)}
                </span>
                <span className={classes.words}>
                  <span className={classes.name}>{name}</span>
                  <span className={classes.facts}>
                    {t(`role.${person.role}`)} · {person.team_name}
                  </span>
                </span>
                <IconChevronRight size={18} stroke={1.75} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      {enter.isError && <ProblemNotice error={enter.error} />}
    </section>
  );
}
