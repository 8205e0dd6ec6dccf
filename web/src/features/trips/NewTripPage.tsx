import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { useText } from "./text";
import { TripForm } from "./TripForm";
import { useTripForm } from "./useTripForm";

export default function NewTripPage() {
  const t = useText();
  const form = useTripForm(null);
  return (
    <Page
      title={t("new")}
      back="/trips"
      width="narrow"
      subtitle={
        <>
          {t("new.hint")} <Anchor underline="always" component={Link} to="/plan" inherit>{t("none.action")}</Anchor>
        </>
      }
      primary={
        <Button onClick={form.submit} loading={form.save.isPending} disabled={form.draft.value.title.trim() === ""}>
          {t("form.save")}
        </Button>
      }
    >
      {form.save.isError && <ProblemNotice error={form.save.error} />}
      <TripForm draft={form.draft} cities={form.cities} fieldError={form.fieldError} />
    </Page>
  );
}
