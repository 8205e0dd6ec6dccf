import { Skeleton } from "@mantine/core";
import classes from "./Skeletons.module.css";
import { useUiText } from "./text";

/** The shape of a list of record cards. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  const t = useUiText();
  return (
    <div role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.row}>
          <Skeleton height={16} width={`${54 - (row % 3) * 8}%`} radius={4} />
          <Skeleton height={12} width={`${78 - (row % 4) * 9}%`} radius={4} />
        </div>
      ))}
    </div>
  );
}

/** The shape of a record page: facts, then a block of text. */
export function RecordSkeleton() {
  const t = useUiText();
  return (
    <div role="status" aria-label={t("loading")} className={classes.record}>
      <Skeleton height={28} width="46%" radius={4} />
      <Skeleton height={14} width="64%" radius={4} />
      <Skeleton height={96} radius={8} />
      <ListSkeleton rows={3} />
    </div>
  );
}

/** The shape of a table of 40 px rows. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  const t = useUiText();
  return (
    <div role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.line}>
          <Skeleton height={12} width={`${88 - (row % 5) * 6}%`} radius={4} />
        </div>
      ))}
    </div>
  );
}
