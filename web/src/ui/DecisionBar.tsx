import { ActionIcon, Button, Menu, Textarea } from "@mantine/core";
import { IconCheck, IconDots } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import classes from "./DecisionBar.module.css";
import { PersonPicker } from "./PersonPicker";
import { ProblemNotice } from "./ProblemNotice";
import { Sheet } from "./Sheet";
import { useUiText } from "./text";
import { showDone } from "./undo";

type Decision = "approve" | "reject" | "return";

interface DecisionBarProps {
  taskId: string;
  /** The hash of what is on the screen: nothing else can be approved. */
  seen: string;
  /** "批准 ¥ 2,310". */
  approve: string;
  /** The next task that waits for the same person, if there is one. */
  onDecided: (nextTaskId: string | null) => void;
}

/** Approve with one tap; return, refuse or hand over with a word. */
export function DecisionBar({ taskId, seen, approve, onDecided }: DecisionBarProps) {
  const t = useUiText();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<"reject" | "return" | "transfer" | null>(null);
  const [comment, setComment] = useState("");
  const [colleague, setColleague] = useState<string | null>(null);
  const refresh = () => void queries.invalidateQueries();
  const decide = useMutation({
    mutationFn: (decision: Decision) =>
      answer(
        api.POST("/api/v1/approvals/tasks/{task_id}/decide", {
          params: { path: { task_id: taskId } },
          body: { decision, comment, seen, back_to: 0 },
        }),
      ),
    onSuccess: (outcome, decision) => {
      showDone(t(`decided.${decision}`));
      onDecided(outcome.next_task_id);
    },
    onError: () => setAsked((now) => now),
    onSettled: refresh,
  });
  const transfer = useMutation({
    mutationFn: (to: string) =>
      answer(api.POST("/api/v1/approvals/tasks/{task_id}/transfer", { params: { path: { task_id: taskId } }, body: { to_id: to, comment } })),
    onSuccess: () => {
      showDone(t("decided.transfer"));
      onDecided(null);
    },
    onSettled: refresh,
  });
  const busy = decide.isPending || transfer.isPending;
  const error = decide.error ?? transfer.error;
  const finish = () => {
    if (asked === "transfer") {
      if (colleague !== null) transfer.mutate(colleague);
    } else if (asked !== null) decide.mutate(asked);
  };
  const ready = asked === "transfer" ? colleague !== null : comment.trim() !== "";
  return (
    <div className={classes.bar}>
      <Menu position="top-start" width={180}>
        <Menu.Target>
          <ActionIcon aria-label={t("decide.more")} size={48}>
            <IconDots size={22} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked("transfer")}>{t("decide.transfer")}</Menu.Item>
          <Menu.Item color="stop" onClick={() => setAsked("reject")}>
            {t("decide.reject")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="subtle" onClick={() => setAsked("return")} disabled={busy} className={classes.second ?? ""}>
        {t("decide.return")}
      </Button>
      <Button leftSection={<IconCheck size={20} aria-hidden />} onClick={() => decide.mutate("approve")} loading={decide.isPending && asked === null} className={classes.first ?? ""}>
        {approve}
      </Button>
      <Sheet
        opened={asked !== null || error !== null}
        onClose={() => {
          setAsked(null);
          decide.reset();
          transfer.reset();
        }}
        title={asked === null ? t("decide.failed") : t(`decide.${asked}`)}
        {...(asked === null
          ? {}
          : {
              footer: (
                <Button fullWidth color={asked === "reject" ? "stop" : "road"} onClick={finish} loading={busy} disabled={!ready}>
                  {t(`decide.${asked}`)}
                </Button>
              ),
            })}
      >
        {asked === "transfer" && <PersonPicker label={t("decide.to")} value={colleague} onChange={setColleague} />}
        {asked !== null && (
          <Textarea
            label={t("decide.comment")}
            description={t(`decide.${asked}.hint`)}
            value={comment}
            maxLength={1000}
            onChange={(event) => setComment(event.currentTarget.value)}
            mt={12}
          />
        )}
        {error !== null && <ProblemNotice error={error} />}
      </Sheet>
    </div>
  );
}
