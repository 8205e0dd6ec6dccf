import { Button } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { DateText } from "../../ui/DateText";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { sessionsQuery } from "./queries";
import { useText } from "./text";

const PHONE = /iPhone|iPad|Android|HarmonyOS|Mobile/;

/** Where I am signed in; any other browser can be signed out from here, at once. */
export function SessionsSection() {
  const t = useText();
  const sessions = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (ids: number[]) => answer(api.POST("/api/v1/identity/me/sessions/end", { body: { session_ids: ids } })),
    onSuccess: (left) => {
      queryClient.setQueryData(sessionsQuery.queryKey, left);
      showDone(t("sessions.ended"));
    },
  });
  const others = (sessions.data ?? []).filter((one) => !one.is_current);
  return (
    <Section
      title={t("sessions.title")}
      aside={
        others.length > 1 && (
          <Button variant="subtle" color="stop" onClick={() => end.mutate(others.map((one) => one.id))}>
            {t("sessions.endOthers")}
          </Button>
        )
      }
    >
      {sessions.isPending && <ListSkeleton rows={2} />}
      {(sessions.isError || end.isError) && <ProblemNotice error={sessions.error ?? end.error} retry={() => void sessions.refetch()} />}
      {sessions.data?.map((session) => (
        <RecordCard
          key={session.id}
          lead={
            PHONE.test(session.user_agent) ? (
              <IconDeviceMobile size={22} stroke={1.75} aria-hidden />
            ) : (
              <IconDeviceDesktop size={22} stroke={1.75} aria-hidden />
            )
          }
          title={session.device || t("sessions.unknown")}
          facts={
            <>
              {session.address} · {t("used")} <DateText at={session.last_seen_at} />
            </>
          }
          aside={
            session.is_current ? (
              <StatusBadge tone="go" word={t("sessions.here")} />
            ) : (
              <Button variant="subtle" color="stop" disabled={end.isPending} onClick={() => end.mutate([session.id])}>
                {t("sessions.end")}
              </Button>
            )
          }
        />
      ))}
    </Section>
  );
}
