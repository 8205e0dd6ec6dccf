import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { addDays, instantOf, today } from "../../lib/dates";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { DateText } from "../../ui/DateText";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import { CopyLine } from "./CopyLine";
import classes from "./Identity.module.css";
import { tokensQuery } from "./queries";
import { useText } from "./text";

const LIVES = ["30", "90", "365"] as const;

/** API tokens: for one's own scripts and integrations, with less than one's own rights. */
export function TokensSection() {
  const t = useText();
  const tokens = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const revoke = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/identity/tokens/{token_id}", { params: { path: { token_id: id } } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
      showDone(t("tokens.gone"));
    },
  });
  return (
    <Section
      title={t("tokens.title")}
      aside={
        <Button variant="subtle" onClick={() => setMaking(true)}>
          {t("tokens.new")}
        </Button>
      }
    >
      {tokens.data?.length === 0 && <p className={classes.note}>{t("tokens.none")}</p>}
      {(tokens.isError || revoke.isError) && <ProblemNotice error={tokens.error ?? revoke.error} />}
      {tokens.data?.map((token) => (
        <RecordCard
          key={token.id}
          title={`${token.name} · …${token.hint}`}
          facts={
            <>
              {token.scopes.map((scope) => t(`tokens.scope.${scope}`)).join(" · ")}
              {token.expires_at !== null && (
                <>
                  {" · "}
                  {t("tokens.until")} <DateText at={token.expires_at} say="day" />
                </>
              )}
              {" · "}
              {token.last_used_at === null ? (
                t("tokens.unused")
              ) : (
                <>
                  {t("used")} <DateText at={token.last_used_at} />
                </>
              )}
            </>
          }
          aside={
            <Button variant="subtle" color="stop" disabled={revoke.isPending} onClick={() => revoke.mutate(token.id)}>
              {t("tokens.revoke")}
            </Button>
          }
        />
      ))}
      <NewToken opened={making} onClose={() => setMaking(false)} />
    </Section>
  );
}

function NewToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useText();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<"read" | "write">("read");
  const [days, setDays] = useState<string>("90");
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/identity/me/tokens", {
          body: {
            name,
            scopes: scope === "read" ? ["read"] : ["read", "write"],
            expires_at: instantOf(addDays(today(), Number(days)), "00:00"),
          },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const close = () => {
    setName("");
    make.reset();
    onClose();
  };
  return (
    <Sheet
      opened={opened}
      onClose={close}
      title={t("tokens.new")}
      footer={
        make.data === undefined ? (
          <Button onClick={() => make.mutate()} loading={make.isPending} disabled={name.trim() === ""}>
            {t("tokens.make")}
          </Button>
        ) : (
          <Button onClick={close}>{t("tokens.kept")}</Button>
        )
      }
    >
      {make.data !== undefined ? (
        <>
          <p className={classes.note}>{t("tokens.once")}</p>
          <CopyLine text={make.data.secret} />
        </>
      ) : (
        <>
          <TextInput
            label={t("tokens.name")}
            description={t("tokens.name.hint")}
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ChoiceChips
            label={t("tokens.may")}
            options={(["read", "write"] as const).map((value) => ({ value, word: t(`tokens.scope.${value}`) }))}
            value={scope}
            onChange={setScope}
          />
          <Select
            label={t("tokens.life")}
            data={LIVES.map((value) => ({ value, label: t("tokens.days", { days: value }) }))}
            value={days}
            allowDeselect={false}
            onChange={(value) => setDays(value ?? "90")}
          />
          {make.isError && <ProblemNotice error={make.error} />}
        </>
      )}
    </Sheet>
  );
}
