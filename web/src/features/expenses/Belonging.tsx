import { Button } from "@mantine/core";
import { useLocale } from "../../i18n/text";
import { formatMoment } from "../../lib/dates";
import type { LineForm } from "./lineForm";
import type { Suggestion } from "./queries";
import { useText } from "./text";
import classes from "./Belonging.module.css";

interface BelongingProps {
  suggestion: Suggestion;
  form: LineForm;
  set: (change: Partial<LineForm>) => void;
}

/** What the line hangs on: trip → visit → customer, as the day suggests; one tap takes it off. */
export function Belonging({ suggestion, form, set }: BelongingProps) {
  const t = useText();
  const locale = useLocale();
  if (suggestion.trip_id === null) return <p className={classes.none}>{t("chain.none")}</p>;
  const on = form.trip_id !== null;
  const visitAt = suggestion.visit_at === null ? "" : formatMoment(suggestion.visit_at, locale);
  const points = [
    { name: t("chain.trip"), value: suggestion.trip_title, on },
    { name: t("chain.visit"), value: suggestion.visit_id === null ? t("chain.open") : visitAt || t("chain.that_day"), on: on && form.visit_id !== null },
    { name: t("chain.account"), value: suggestion.account_name || t("chain.open"), on: on && form.account_id !== null },
  ];
  const toggle = () =>
    set(
      on
        ? { trip_id: null, visit_id: null, account_id: null }
        : { trip_id: suggestion.trip_id, visit_id: suggestion.visit_id, account_id: suggestion.account_id },
    );
  return (
    <section className={classes.belonging} aria-label={t("chain")}>
      <ol className={classes.chain}>
        {points.map((point) => (
          <li key={point.name} data-on={point.on || undefined}>
            <span className={classes.name}>{point.name}</span>
            <span className={classes.value}>{point.value}</span>
          </li>
        ))}
      </ol>
      <Button variant="subtle" onClick={toggle}>
        {on ? t("chain.take_off") : t("chain.put_on")}
      </Button>
    </section>
  );
}
