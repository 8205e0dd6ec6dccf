import { ActionIcon, Button, NumberInput, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, request } from "../../api/client";
import type { components } from "../../api/schema";
import { FactList } from "../../ui/FactList";
import { Money } from "../../ui/Money";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./LinePage.module.css";
import type { Expense } from "./queries";
import { type Part, partsOf, splitBodies } from "./splits";
import { useText } from "./text";

/** For whom the money was spent, when it was for several. */
export function SplitsSection({ line }: { line: Expense }) {
  const t = useText();
  const [opened, setOpened] = useState(false);
  return (
    <Section
      title={t("splits")}
      aside={
        <Button variant="subtle" onClick={() => setOpened(true)}>
          {t(line.splits.length === 0 ? "splits.make" : "splits.change")}
        </Button>
      }
    >
      {line.splits.length === 0 ? (
        <p className={classes.quiet}>{t("splits.none")}</p>
      ) : (
        <FactList
          facts={line.splits.map((split) => ({
            name: split.opportunity_id === null ? split.account_name : t("splits.deal", { name: split.account_name }),
            value: <Money minor={split.base_minor} currency={line.base_currency} style="exact" />,
          }))}
        />
      )}
      {opened && <SplitsSheet line={line} onClose={() => setOpened(false)} />}
    </Section>
  );
}

function SplitsSheet({ line, onClose }: { line: Expense; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const before = partsOf(line);
  const [parts, setParts] = useState<readonly Part[]>(before);
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  const put = (wanted: readonly Part[]) => {
    const splits = splitBodies(wanted) as components["schemas"]["SplitBody"][];
    return answer(api.PUT("/api/v1/expenses/lines/{expense_id}/splits", { params: { path: { expense_id: line.id } }, body: { splits } }));
  };
  const again = () => client.invalidateQueries({ queryKey: ["expense"] });
  const back = useMutation({ mutationFn: () => put(before), onSettled: again });
  const save = useMutation({
    mutationFn: () => put(parts),
    onSuccess: () => {
      onClose();
      showDone(t("splits.done"), () => back.mutate());
    },
    onSettled: again,
  });
  const change = (key: string, weight: number) => setParts(parts.map((part) => (part.key === key ? { ...part, weight } : part)));
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("splits")}
      footer={
        <Button fullWidth disabled={parts.length === 1} loading={save.isPending} onClick={() => save.mutate()}>
          {t("save")}
        </Button>
      }
    >
      <p className={classes.quiet}>{t("splits.hint")}</p>
      {parts.map((part) => (
        <div key={part.key} className={classes.part}>
          <NumberInput
            label={part.isDeal ? t("splits.deal", { name: part.name }) : part.name}
            description={t("splits.share", { pct: Math.round((part.weight / total) * 100) })}
            min={1}
            max={1000}
            value={part.weight}
            onChange={(value) => change(part.key, Math.max(1, Number(value) || 1))}
          />
          <ActionIcon aria-label={t("splits.drop", { name: part.name })} onClick={() => setParts(parts.filter((one) => one.key !== part.key))}>
            <IconTrash size={20} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      <PartPicker taken={parts} onPick={(part) => setParts([...parts, part])} />
      {save.isError && <ProblemNotice error={save.error} />}
    </Sheet>
  );
}

interface Hit {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly parent_id: string | null;
}

/** Finds a customer or an opportunity by name. */
function PartPicker({ taken, onPick }: { taken: readonly Part[]; onPick: (part: Part) => void }) {
  const t = useText();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({
    queryKey: ["search", asked],
    enabled: asked.length > 0,
    queryFn: () => request<{ items: Hit[] }>("GET", `/api/v1/search?q=${encodeURIComponent(asked)}`),
  });
  const hits = (found.data?.items ?? []).filter(
    (hit) => (hit.type === "account" || hit.type === "opportunity") && !taken.some((part) => part.key === hit.id),
  );
  return (
    <Select
      label={t("splits.add")}
      placeholder={t("splits.search")}
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={null}
      data={hits.map((hit) => ({ value: hit.id, label: hit.type === "account" ? hit.title : t("splits.deal", { name: hit.title }) }))}
      filter={({ options }) => options}
      nothingFoundMessage={asked === "" ? t("splits.type") : t("splits.nobody")}
      onChange={(id) => {
        const hit = hits.find((one) => one.id === id);
        if (hit === undefined) return;
        const isDeal = hit.type === "opportunity";
        onPick({ key: hit.id, name: hit.title, isDeal, accountId: isDeal ? hit.parent_id : hit.id, opportunityId: isDeal ? hit.id : null, visitId: null, weight: 1 });
        setText("");
      }}
    />
  );
}
