import { SegmentedControl, Select } from "@mantine/core";
import { IconTargetArrow } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { useMe } from "../../api/session";
import { today } from "../../lib/dates";
import { formatMoney } from "../../lib/money";
import { DateText } from "../../ui/DateText";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { RecordCard } from "../../ui/RecordCard";
import { TableSkeleton } from "../../ui/Skeletons";
import { Money } from "../../ui/Money";
import { useIsPhone } from "../../ui/useIsPhone";
import classes from "./Customers.module.css";
import { DealSheet } from "./DealSheet";
import { useBoard, usePipelines } from "./queries";
import { useText } from "./text";
import type { Board, Opportunity } from "./words";

export default function OpportunitiesPage() {
  const t = useText();
  const me = useMe();
  const phone = useIsPhone();
  const pipelines = usePipelines();
  const [chosen, setChosen] = useState<string | null>(null);
  const [view, setView] = useState<"board" | "list">("board");
  const [whose, setWhose] = useState<"mine" | "all">("all");
  const [opened, setOpened] = useState<{ deal: Opportunity; to?: string } | null>(null);
  const pipelineId = chosen ?? pipelines.data?.[0]?.id;
  const board = useBoard(pipelineId, whose === "mine" ? me.id : null);
  const columns = board.data ?? [];
  const open = columns.filter((column) => column.stage_type === "open");
  const weighted = open.reduce((sum, column) => sum + (column.amount_minor * column.probability_pct) / 100, 0);
  const total = open.reduce((sum, column) => sum + column.amount_minor, 0);
  const count = open.reduce((sum, column) => sum + column.number, 0);
  const money = (minor: number) => formatMoney({ minor: Math.round(minor), currency: open[0]?.currency ?? "CNY" }, "short");
  const move = (deal: Opportunity, to: string) => setOpened({ deal, to });
  return (
    <Page
      title={t("nav.opportunities")}
      subtitle={count > 0 ? t("board.summary", { count, total: money(total), weighted: money(weighted) }) : undefined}
      width="full"
      actions={
        <>
          <SegmentedControl value={whose} onChange={(value) => setWhose(value as "mine" | "all")} data={[{ value: "all", label: t("board.all") }, { value: "mine", label: t("filter.mine") }]} />
          {!phone && <SegmentedControl value={view} onChange={(value) => setView(value as "board" | "list")} data={[{ value: "board", label: t("board.board") }, { value: "list", label: t("board.list") }]} />}
        </>
      }
    >
      {(pipelines.data?.length ?? 0) > 1 && (
        <Select label={t("board.pipeline")} data={pipelines.data?.map((one) => ({ value: one.id, label: one.name })) ?? []} value={pipelineId ?? null} onChange={setChosen} maw={320} mb="md" />
      )}
      {(pipelines.isPending || (pipelineId !== undefined && board.isPending)) && <TableSkeleton rows={6} />}
      {board.isError && <ProblemNotice error={board.error} retry={() => void board.refetch()} />}
      {pipelines.isSuccess && count === 0 && columns.every((column) => column.number === 0) && !board.isPending && (
        <EmptyState icon={IconTargetArrow} title={t("board.none")} hint={t("board.none.hint")} action={t("board.none.action")} to="/customers" />
      )}
      {count > 0 && (phone || view === "list" ? <Lists columns={columns} open={(deal) => setOpened({ deal })} /> : <Columns columns={columns} open={(deal) => setOpened({ deal })} move={move} />)}
      {opened !== null && <DealSheet key={`${opened.deal.id}:${opened.to ?? ""}`} {...opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

interface ColumnsProps {
  columns: readonly Board[];
  open: (deal: Opportunity) => void;
  move: (deal: Opportunity, to: string) => void;
}

function Columns({ columns, open, move }: ColumnsProps) {
  const [held, setHeld] = useState<Opportunity | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const onDragOver = (event: DragEvent, stageId: string) => {
    if (held === null || held.stage_id === stageId) return;
    event.preventDefault();
    setOver(stageId);
  };
  return (
    <div className={classes.board}>
      {columns.map((column) => (
        <section
          key={column.stage_id}
          className={classes.column}
          data-type={column.stage_type}
          data-over={over === column.stage_id || undefined}
          aria-label={column.name}
          onDragOver={(event) => onDragOver(event, column.stage_id)}
          onDragLeave={() => setOver(null)}
          onDrop={() => {
            if (held !== null) move(held, column.stage_id);
            setOver(null);
            setHeld(null);
          }}
        >
          <Head column={column} />
          {column.cards.map((deal) => (
            <button key={deal.id} type="button" className={classes.deal} draggable onDragStart={() => setHeld(deal)} onDragEnd={() => setOver(null)} onClick={() => open(deal)}>
              <strong>{deal.name}</strong>
              <span className={classes.dealFacts}>{deal.account_name}</span>
              <span className={classes.dealFoot}>
                <Money minor={deal.amount_minor} currency={deal.currency} style="short" />
                {deal.close_date !== null && <Closing on={deal.close_date} isOpen={deal.stage_type === "open"} />}
              </span>
            </button>
          ))}
        </section>
      ))}
    </div>
  );
}

/** The expected day; one that has passed is said in words and colour. */
function Closing({ on, isOpen }: { on: string; isOpen: boolean }) {
  const t = useText();
  const late = isOpen && on < today();
  return (
    <span className={late ? classes.late : classes.dealFacts}>
      {late && `${t("deal.late")} `}
      <DateText at={on} />
    </span>
  );
}

function Head({ column }: { column: Board }) {
  const t = useText();
  return (
    <header className={classes.columnHead}>
      <h2>{column.name}</h2>
      <p>
        {t("board.count", { count: column.number })} · <Money minor={column.amount_minor} currency={column.currency} style="short" />
      </p>
    </header>
  );
}

function Lists({ columns, open }: { columns: readonly Board[]; open: (deal: Opportunity) => void }) {
  const t = useText();
  return columns
    .filter((column) => column.number > 0)
    .map((column) => (
      <Section key={column.stage_id} title={`${column.name} · ${t("board.count", { count: column.number })}`} aside={<Money minor={column.amount_minor} currency={column.currency} style="short" />}>
        {column.cards.map((deal) => (
          <RecordCard
            key={deal.id}
            title={deal.name}
            onOpen={() => open(deal)}
            facts={[deal.account_name, deal.next_step].filter(Boolean).join(" · ")}
            aside={<Money minor={deal.amount_minor} currency={deal.currency} style="short" />}
          />
        ))}
      </Section>
    ));
}
