import { Button, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { useLocale } from "../../i18n/text";
import { addDays, HOME_ZONE, instantOf, today } from "../../lib/dates";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { showDone } from "../../ui/undo";
import { IconBuilding, IconCalendarSearch } from "@tabler/icons-react";
import { useText } from "./text";

interface Asked {
  account?: string;
  name?: string;
}

function usePlan(accountId: string) {
  const t = useText();
  const go = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ startsAt, goal }: { startsAt: string; goal: string }) => {
      const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
      const body = { account_id: accountId, starts_at: startsAt, ends_at: endsAt, zone: HOME_ZONE, certainty: "exact", goal, contact_ids: [] } as const;
      return answer(api.POST("/api/v1/visits", { body: { ...body, contact_ids: [] } }));
    },
    onSuccess: async ({ visit, clashes }) => {
      showDone(clashes.length === 0 ? t("done.planned") : t("done.moved.clash", { title: clashes[0]?.title ?? "" }));
      await client.invalidateQueries({ queryKey: ["visit"] });
      await go({ to: "/visits/$visitId", params: { visitId: visit.id } });
    },
  });
}

/** Plan one visit by hand; a customer's page leads here with `?account=<id>&name=<name>`. */
export default function NewVisitPage() {
  const t = useText();
  const locale = useLocale();
  const asked: Asked = useSearch({ strict: false });
  const plan = usePlan(asked.account ?? "");
  const [when, setWhen] = useState<string | null>(`${addDays(today(), 1)} 10:00:00`);
  const [goal, setGoal] = useState("");
  if (asked.account === undefined)
    return (
      <Page title={t("plan.title")} back="/today" width="narrow">
        <EmptyState icon={IconBuilding} title={t("plan.choose")} action={t("plan.choose.action")} to="/customers" />
      </Page>
    );
  const save = () => {
    const [day = "", time = ""] = (when ?? "").split(" ");
    plan.mutate({ startsAt: instantOf(day, time.slice(0, 5)), goal: goal.trim() });
  };
  return (
    <Page
      title={t("plan.title")}
      subtitle={asked.name}
      back={`/customers/${asked.account}`}
      width="narrow"
      primary={
        <Button size="lg" disabled={when === null} loading={plan.isPending} onClick={save}>
          {t("plan.save")}
        </Button>
      }
    >
      <div style={{ display: "flex", flexDirection: "column", gap: 16 }}>
        <Button component={Link} to={`/plan/slots?account=${asked.account}&name=${encodeURIComponent(asked.name ?? "")}` as never} variant="light" leftSection={<IconCalendarSearch size={18} aria-hidden />}>
          {t("plan.find")}
        </Button>
        {plan.isError && <ProblemNotice error={plan.error} />}
        <DateTimePicker label={t("move.pick")} value={when} onChange={setWhen} valueFormat={locale === "en" ? "ddd D MMM HH:mm" : "M月D日 dddd HH:mm"} minDate={today()} />
        <TextInput label={t("plan.goal")} placeholder={t("plan.goal.hint")} maxLength={500} value={goal} onChange={(event) => setGoal(event.currentTarget.value)} />
      </div>
    </Page>
  );
}
