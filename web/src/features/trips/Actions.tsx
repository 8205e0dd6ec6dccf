import { ActionIcon, Button, Menu, Textarea } from "@mantine/core";
import { IconCheck, IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { showRefused } from "../../ui/undo";
import { Problem } from "../../api/problem";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { type Trip, type TripAction, useStep } from "./queries";
import { useText } from "./text";

const NEXT = ["submit", "start", "complete", "close"] as const;
type Next = (typeof NEXT)[number];

/** The one next step of a trip, or nothing when it is somebody else's turn. */
export function NextStep({ trip }: { trip: Trip }) {
  const t = useText();
  const step = useStep(trip);
  const next = NEXT.find((action) => trip.actions.includes(action));
  if (next === undefined) return null;
  const take = (action: Next) =>
    step.mutate(action === "submit" ? { kind: "submit" } : action, {
      onError: (error) => showRefused(error instanceof Problem ? `${error.body.title} ${error.body.action}` : t("failed")),
    });
  return (
    <Button leftSection={<IconCheck size={20} aria-hidden />} onClick={() => take(next)} loading={step.isPending}>
      {t(`action.${next}`)}
    </Button>
  );
}

const REASONED = ["request_change", "cancel"] as const;
type Reasoned = (typeof REASONED)[number];

/** What else may be done, out of the way. */
export function MoreActions({ trip }: { trip: Trip }) {
  const t = useText();
  const step = useStep(trip);
  const [asked, setAsked] = useState<Reasoned | null>(null);
  const may = (action: TripAction) => trip.actions.includes(action);
  const others = (["edit", "recall", "drop_change", ...REASONED] as const).filter(may);
  if (others.length === 0) return null;
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={t("actions")}>
            <IconDots size={22} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may("edit") && (
            <Menu.Item component={Link} to={`/trips/${trip.id}/edit`}>
              {t("action.edit")}
            </Menu.Item>
          )}
          {may("recall") && <Menu.Item onClick={() => step.mutate("recall")}>{t("action.recall")}</Menu.Item>}
          {may("drop_change") && <Menu.Item onClick={() => step.mutate("drop-change")}>{t("action.drop_change")}</Menu.Item>}
          {REASONED.filter(may).map((action) => (
            <Menu.Item key={action} {...(action === "cancel" ? { color: "stop" } : {})} onClick={() => setAsked(action)}>
              {t(`action.${action}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked !== null && <ReasonSheet trip={trip} action={asked} close={() => setAsked(null)} />}
    </>
  );
}

function ReasonSheet({ trip, action, close }: { trip: Trip; action: Reasoned; close: () => void }) {
  const t = useText();
  const step = useStep(trip);
  const [reason, setReason] = useState("");
  const kind = action === "cancel" ? "cancel" : "request-change";
  return (
    <Sheet
      opened
      onClose={close}
      title={t(`action.${action}`)}
      footer={
        <Button
          fullWidth
          color={action === "cancel" ? "stop" : "road"}
          disabled={reason.trim() === ""}
          loading={step.isPending}
          onClick={() => step.mutate({ kind, reason }, { onSuccess: close })}
        >
          {t(`action.${action}`)}
        </Button>
      }
    >
      <Textarea
        label={t("reason")}
        description={t(`hint.${action}`)}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      {step.isError && <ProblemNotice error={step.error} />}
    </Sheet>
  );
}
