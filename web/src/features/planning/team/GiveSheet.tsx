import { Button, Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ProblemNotice } from "../../../ui/ProblemNotice";
import { Sheet } from "../../../ui/Sheet";
import { useText } from "../text";
import { giveCustomer, type TeamPerson, type TeamPlan, teamPlanQuery } from "./queries";

export interface Taken {
  readonly accountId: string;
  readonly name: string;
  /** Who goes there now; null: nobody. */
  readonly holder: TeamPerson | null;
}

/** Send somebody else to a customer. */
export function GiveSheet({ plan, taken, onClose }: { plan: TeamPlan; taken: Taken; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const [to, setTo] = useState<string | null>(null);
  const others = plan.people.filter((each) => each.person_id !== taken.holder?.person_id && each.state !== "accepted");
  const give = useMutation({
    mutationFn: (personId: string) => giveCustomer(plan, taken.accountId, personId),
    onSuccess: (after) => {
      client.setQueryData(teamPlanQuery(plan.id).queryKey, after);
      onClose();
    },
  });
  const footer = plan.can_edit && (
    <Button disabled={to === null} loading={give.isPending} onClick={() => to !== null && give.mutate(to)}>
      {t("team.give.do")}
    </Button>
  );
  return (
    <Sheet opened onClose={onClose} title={taken.name} footer={footer}>
      <p>{taken.holder === null ? t("team.give.hint.none") : t("team.give.hint", { name: taken.holder.person_name })}</p>
      {plan.can_edit && (
        <Select label={t("team.give.to")} data={others.map((each) => ({ value: each.person_id, label: `${each.person_name} · ${t("team.load", { pct: each.load_pct })}` }))} value={to} onChange={setTo} searchable />
      )}
      {give.isError && <ProblemNotice error={give.error} />}
      <Button component={Link} to={`/customers/${taken.accountId}`} variant="subtle" mt="md">
        {t("team.give.open")}
      </Button>
    </Sheet>
  );
}
