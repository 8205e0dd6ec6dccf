import { formatMoney } from "../../lib/money";
import { type Standard, useGrades } from "./queries";
import classes from "./Standards.module.css";
import { useText } from "./text";

export interface Cell {
  readonly category: Standard["category"];
  readonly gradeId: string | null;
  readonly gradeName: string;
  readonly tier: string;
  readonly row: Standard | null;
}

interface GridProps {
  rows: readonly Standard[];
  onOpen: ((cell: Cell) => void) | undefined;
}

const TIERS = ["T1", "T2", "T3"] as const;

function useRowsOfGrades() {
  const t = useText();
  const grades = useGrades().data ?? [];
  return [{ id: null as string | null, name: t("grade.any") }, ...grades.map((grade) => ({ id: grade.id as string | null, name: `${grade.code} ${grade.name}` }))];
}

/** Grade × city tier: the limit of a night. */
export function LodgingGrid({ rows, onOpen }: GridProps) {
  const t = useText();
  const grades = useRowsOfGrades();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("lodging")}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">{t("grade")}</th>
            {TIERS.map((tier) => (
              <th key={tier} scope="col">
                {t(`tier.${tier}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades.map((grade) => (
            <tr key={grade.id ?? "any"}>
              <th scope="row">{grade.name}</th>
              {TIERS.map((tier) => {
                const row = rows.find((one) => one.category === "lodging" && one.grade_id === grade.id && one.tier === tier) ?? null;
                const text = row?.limit_minor == null ? "—" : formatMoney({ minor: row.limit_minor, currency: row.currency });
                const cell: Cell = { category: "lodging", gradeId: grade.id, gradeName: grade.name, tier, row };
                return (
                  <td key={tier}>
                    <Value text={text} label={`${grade.name} ${t(`tier.${tier}`)} ${text}`} open={onOpen && (() => onOpen(cell))} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Grade × means of transport: the best class. */
export function ClassGrid({ rows, onOpen }: GridProps) {
  const t = useText();
  const grades = useRowsOfGrades();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("classes")}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">{t("grade")}</th>
            <th scope="col">{t("rail")}</th>
            <th scope="col">{t("air")}</th>
          </tr>
        </thead>
        <tbody>
          {grades.map((grade) => (
            <tr key={grade.id ?? "any"}>
              <th scope="row">{grade.name}</th>
              {(["rail", "air"] as const).map((category) => {
                const row = rows.find((one) => one.category === category && one.grade_id === grade.id && one.tier === "" && one.city_code === "") ?? null;
                const text = row === null || row.class_limit === "" ? "—" : t(`class.${category}.${row.class_limit}` as "class.rail.second");
                const cell: Cell = { category, gradeId: grade.id, gradeName: grade.name, tier: "", row };
                return (
                  <td key={category}>
                    <Value text={text} label={`${grade.name} ${t(category)} ${text}`} open={onOpen && (() => onOpen(cell))} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ text, label, open }: { text: string; label: string; open: (() => void) | undefined }) {
  if (open === undefined) return <>{text}</>;
  return (
    <button type="button" className={classes.cell} onClick={open} aria-label={label}>
      {text}
    </button>
  );
}
