import { Button, Textarea } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { type Cost, type Finding, type Trip, useCost } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

/** Price against standard: what is above it, with its reason; the rest in one line. */
export function Findings({ trip, canEdit }: { trip: Trip; canEdit: boolean }) {
  const t = useText();
  const [asked, setAsked] = useState<Cost | null>(null);
  const over = trip.findings.reduce((sum, finding) => sum + finding.over_minor, 0);
  const byCost = new Map<string, Finding[]>();
  for (const finding of trip.findings) byCost.set(finding.cost_id, [...(byCost.get(finding.cost_id) ?? []), finding]);
  if (trip.findings.length === 0 && trip.within_count === 0) return null;
  const title =
    trip.findings.length === 0
      ? t("standard.fine", { count: trip.within_count })
      : over > 0
        ? t("standard.over", { count: trip.findings.length, over: formatMoney({ minor: over, currency: trip.currency }) })
        : t("standard.class", { count: trip.findings.length });
  return (
    <section style={{ padding: "16px 0", borderTop: "1px solid var(--rb-line)" }} aria-label={t("standard")}>
      <div className={classes.finding} data-fine={trip.findings.length === 0 || undefined}>
        {trip.findings.length === 0 ? <IconCircleCheck size={22} aria-hidden /> : <IconAlertTriangle size={22} aria-hidden />}
        <div>
          <p>
            <strong>{title}</strong>
            {trip.findings.length > 0 && trip.within_count > 0 && t("standard.rest", { count: trip.within_count })}
          </p>
          {[...byCost.entries()].map(([id, found]) => (
            <One
              key={id}
              found={found}
              currency={trip.currency}
              explain={canEdit ? () => setAsked(trip.costs.find((cost) => cost.id === id) ?? null) : undefined}
            />
          ))}
        </div>
      </div>
      {asked !== null && <ReasonSheet trip={trip} cost={asked} close={() => setAsked(null)} />}
    </section>
  );
}

function One({ found, currency, explain }: { found: readonly Finding[]; currency: string; explain: (() => void) | undefined }) {
  const t = useText();
  const locale = useLocale();
  const [first] = found;
  if (first === undefined) return null;
  const money = (minor: number) => formatMoney({ minor, currency });
  const days = found.map((finding) => formatDay(finding.on, locale)).join("、");
  const missing = first.reason === "" && first.action !== "inform" && first.action !== "employee_pays";
  return (
    <>
      <p className={classes.quiet}>
        {first.limit_minor === null || first.is_class_over
          ? t("standard.one.class", { label: first.label, days })
          : t("standard.one", { place: first.city_name, asked: money(first.asked_minor), limit: money(first.limit_minor), days })}
      </p>
      {first.reason !== "" && <p className={classes.quiet}>{t("standard.reason", { reason: first.reason })}</p>}
      {first.action === "employee_pays" && <p className={classes.quiet}>{t("standard.employee_pays")}</p>}
      {first.action === "block" && <p className={classes.quiet}>{t("standard.block")}</p>}
      {explain !== undefined && first.action !== "block" && (
        <Button variant={missing ? "light" : "subtle"} mt={8} onClick={explain}>
          {t(missing ? "standard.explain" : "standard.again")}
        </Button>
      )}
    </>
  );
}

function ReasonSheet({ trip, cost, close }: { trip: Trip; cost: Cost; close: () => void }) {
  const t = useText();
  const save = useCost(trip);
  const [reason, setReason] = useState(cost.reason);
  const send = () => save.mutate({ cost, amount: cost.amount_minor, reason }, { onSuccess: close });
  return (
    <Sheet
      opened
      onClose={close}
      title={t("standard.explain")}
      footer={
        <Button fullWidth onClick={send} loading={save.isPending} disabled={reason.trim() === ""}>
          {t("save")}
        </Button>
      }
    >
      <Textarea
        label={t("reason")}
        description={t("reason.hint")}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      {save.isError && <ProblemNotice error={save.error} />}
    </Sheet>
  );
}
