import { Anchor, Button, Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FilterBar } from "../../ui/FilterBar";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { StatusBadge } from "../../ui/StatusBadge";
import { type ImportLine, type ImportSummary, type LineState, useLines } from "./queries";
import classes from "./Rollout.module.css";
import { useText } from "./text";
import { FILTERS, knownColumn, knownReason, LINE_TONE } from "./words";

interface LinesSectionProps {
  batch: ImportSummary;
  onDecide: ((line: number, decision: "create" | "skip") => void) | undefined;
}

export function LinesSection({ batch, onDecide }: LinesSectionProps) {
  const t = useText();
  const present = FILTERS.filter((state) => (batch.counts[state] ?? 0) > 0);
  const [chosen, setChosen] = useState<LineState | null>(null);
  const state = chosen !== null && present.includes(chosen) ? chosen : null;
  const lines = useLines(batch.id, state, batch.version);
  const chips = present.map((name) => ({
    key: name,
    word: `${t(`line.${name}`)} ${batch.counts[name] ?? 0}`,
    on: state === name,
    toggle: () => setChosen(state === name ? null : name),
  }));
  return (
    <Section title={t("lines.title")}>
      <FilterBar chips={chips} onClear={state === null ? undefined : () => setChosen(null)} />
      {lines.isPending && <ListSkeleton />}
      {lines.isError && <ProblemNotice error={lines.error} retry={() => void lines.refetch()} />}
      <ol className={classes.lines}>
        {lines.data?.pages.flatMap((page) => page.items).map((line) => <Line key={line.line} line={line} batch={batch} onDecide={onDecide} />)}
      </ol>
      {lines.hasNextPage && (
        <Button variant="subtle" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {t("lines.more")}
        </Button>
      )}
    </Section>
  );
}

interface LineProps extends LinesSectionProps {
  line: ImportLine;
}

function Line({ line, batch, onDecide }: LineProps) {
  const t = useText();
  const name = line.cells[batch.columns["name"] ?? 0] ?? "";
  const facts = ["address", "customer_class", "last_visit", "owner"]
    .map((column) => line.cells[batch.columns[column] ?? -1] ?? "")
    .filter((cell) => cell !== "");
  return (
    <li className={classes.line}>
      <span className={classes.lineNumber}>{line.line}</span>
      <div className={classes.lineMain}>
        <div className={classes.lineName}>
          {line.account_id !== null && line.state !== "removed" ? (
            <Anchor component={Link} to={`/customers/${line.account_id}`}>
              {name}
            </Anchor>
          ) : (
            <span>{name === "" ? t("line.nameless") : name}</span>
          )}
        </div>
        <div className={classes.hint}>{facts.join(" · ")}</div>
        {Object.entries(line.errors).map(([field, reason]) => (
          <p key={field} className={classes.error}>
            {told(t, field, reason)}
          </p>
        ))}
        {line.kept_for.length > 0 && <p className={classes.hint}>{line.kept_for.map((reason) => t(`kept.${reason}`)).join(t("why.and"))}</p>}
        {line.twins.map((twin, index) => (
          <p key={index} className={classes.twin}>
            {twin.line !== null
              ? t("twin.line", { line: twin.line ?? 0, why: whys(t, twin.why) })
              : t(twin.account_id === null ? "twin.hidden" : "twin.account", { name: twin.name, why: whys(t, twin.why) })}
            {twin.account_id !== null && (
              <Anchor component={Link} to={`/customers/${twin.account_id}`} ml={8}>
                {t("twin.open")}
              </Anchor>
            )}
          </p>
        ))}
      </div>
      <div className={classes.lineAside}>
        <StatusBadge tone={LINE_TONE[line.state]} word={t(`line.${line.state}`)} />
        {onDecide !== undefined && line.state === "duplicate" && (
          <Switch
            label={t("decide.create")}
            checked={line.decision === "create"}
            onChange={(event) => onDecide(line.line, event.currentTarget.checked ? "create" : "skip")}
          />
        )}
      </div>
    </li>
  );
}

type T = ReturnType<typeof useText>;

function told(t: T, field: string, reason: string): string {
  const column = knownColumn(field);
  const why = knownReason(reason);
  return t("told", { column: column === null ? field : t(`column.${column}`), reason: why === null ? reason : t(`reason.${why}`) });
}

function whys(t: T, why: readonly string[]): string {
  const words = why.map((one) => (one === "tax_number" || one === "phone" || one === "place" ? t(`why.${one}`) : t("why.name")));
  return words.join(t("why.and"));
}
