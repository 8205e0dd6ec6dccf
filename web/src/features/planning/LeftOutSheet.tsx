import { Anchor, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDay, formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { formatMoney } from "../../lib/money";
import { FactList } from "../../ui/FactList";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { Sheet } from "../../ui/Sheet";
import { type Change, changePlan, type LeftOut, type Plan, planQuery, whyNotQuery } from "./queries";
import { useText } from "./text";
import { useFacts } from "./words";

/** Why not, and what it would cost to have them in. */
export function LeftOutSheet({ plan, out, onClose }: { plan: Plan; out: LeftOut; onClose: () => void }) {
  const t = useText();
  const locale = useLocale();
  const facts = useFacts();
  const client = useQueryClient();
  const asked = useQuery({ ...whyNotQuery(plan, out.account.account_id), enabled: out.forced === null && !out.is_excluded });
  const forced = out.forced ?? asked.data?.forced ?? null;
  const change = useMutation({
    mutationFn: (kind: Change) => changePlan(plan, kind, out.account.account_id),
    onSuccess: (after) => {
      client.setQueryData(planQuery(plan.id).queryKey, after);
      onClose();
    },
  });
  const currency = plan.money?.currency ?? "CNY";
  const lines =
    forced === null
      ? []
      : [
          { name: t("forced.day"), value: formatDay(forced.day, locale) },
          { name: t("forced.drive"), value: `${formatDuration(Math.abs(forced.extra_drive_s), locale)} · ${formatDistance(Math.abs(forced.extra_drive_m))}${forced.extra_drive_s < 0 ? ` ${t("forced.less")}` : ""}` },
          { name: t("forced.money"), value: formatMoney({ minor: Math.round(forced.extra_minor / 100) * 100, currency }) },
          ...(forced.dropped_names.length > 0 ? [{ name: t("forced.dropped"), value: forced.dropped_names.join(t("comma")) }] : []),
        ];
  const footer = !plan.can_edit ? undefined : out.is_excluded ? (
    <Button loading={change.isPending} onClick={() => change.mutate("restore")}>
      {t("restore")}
    </Button>
  ) : (
    <Button loading={change.isPending || asked.isFetching} disabled={forced === null} onClick={() => change.mutate("force-in")}>
      {t("force")}
    </Button>
  );
  return (
    <Sheet opened onClose={onClose} title={out.account.name} footer={footer}>
      <ReasonLine facts={facts(out.account)} />
      <ReasonLine tone="marker" facts={[out.is_excluded ? t("excluded") : t(`constraint.${out.constraint}`)]} />
      {lines.length > 0 && <FactList facts={lines} />}
      {forced === null && !out.is_excluded && !asked.isFetching && <ReasonLine facts={[t("forced.never")]} />}
      {change.isError && <ProblemNotice error={change.error} />}
      <Anchor component={Link} to={`/customers/${out.account.account_id}` as never}>
        {t("open.customer")}
      </Anchor>
    </Sheet>
  );
}
