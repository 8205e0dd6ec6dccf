import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import classes from "./DataTable.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers are right-aligned. */
  readonly number?: boolean;
  readonly width?: number | string;
  /** Given, the head is a button that asks for this order. */
  readonly sort?: string;
}

interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Enter, click or double tap. */
  onOpen?: (row: Row) => void;
  /** Shown at the row's end on hover and when the row has the focus. */
  rowActions?: (row: Row) => ReactNode;
  selectedKey?: string | undefined;
  sort?: { by: string; down: boolean } | undefined;
  onSort?: (by: string) => void;
  /** Under the last row: "load more", totals. */
  footer?: ReactNode;
  /** Stays in view under the head while the page scrolls, or scrolls inside its own height. */
  height?: number | string;
}

/** 40 px rows, sticky head, right-aligned numbers; ↑ ↓ Home End move, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { columns, rows, onOpen, rowActions } = props;

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: Row, index: number) => {
    if (event.target !== event.currentTarget) return;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      (body.current?.children[Math.max(0, Math.min(rows.length - 1, to))] as HTMLElement | undefined)?.focus();
    } else if (event.key === "Enter" && onOpen !== undefined) onOpen(row);
  };

  return (
    <div className={classes.scroll} style={props.height === undefined ? undefined : { height: props.height }} tabIndex={0} role="region" aria-label={props.label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
            {rowActions !== undefined && <th className={classes.actions} aria-hidden />}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => {
            const key = props.rowKey(row);
            return (
              <tr
                key={key}
                tabIndex={index === 0 || key === props.selectedKey ? 0 : -1}
                aria-selected={key === props.selectedKey || undefined}
                data-open={onOpen !== undefined || undefined}
                onClick={() => onOpen?.(row)}
                onKeyDown={(event) => onKeyDown(event, row, index)}
              >
                {columns.map((column) => (
                  <td key={column.key} data-number={column.number || undefined}>
                    {column.cell(row)}
                  </td>
                ))}
                {rowActions !== undefined && (
                  <td className={classes.actions} onClick={(event) => event.stopPropagation()}>
                    {rowActions(row)}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {props.footer}
    </div>
  );
}

interface HeadProps<Row> {
  column: Column<Row>;
  sort: { by: string; down: boolean } | undefined;
  onSort: ((by: string) => void) | undefined;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const here = sort !== undefined && sort.by === column.sort;
  const order = here ? (sort.down ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" aria-sort={order} data-number={column.number || undefined} style={column.width === undefined ? undefined : { width: column.width }}>
      {column.sort !== undefined && onSort !== undefined ? (
        <button type="button" className={classes.sort} onClick={() => onSort(column.sort ?? "")}>
          {column.head}
          {here && (sort.down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}
