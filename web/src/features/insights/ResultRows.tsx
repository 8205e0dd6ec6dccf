import { Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Money } from "../../ui/Money";
import classes from "./Insights.module.css";
import { formatTimes, share } from "./numbers";
import type { ResultOverview } from "./queries";
import { useText } from "./text";

const SHOWN = 30;

/** One line a rep, region or customer: cost, what came back, and the return; small numbers are marked. */
export function ResultRows({ overview }: { overview: ResultOverview }) {
  const t = useText();
  const { currency } = overview;
  const most = Math.max(...overview.rows.map((row) => row.order_share_minor));
  return (
    <div className={classes.scroll}>
      <table className={classes.bars}>
        <thead>
          <tr>
            <th scope="col">{t(`by.${overview.by}`)}</th>
            <th scope="col" data-number>
              {t("col.trips")}
            </th>
            <th scope="col" data-number>
              {t("col.visits")}
            </th>
            <th scope="col" data-number>
              {t("col.cost")}
            </th>
            <th scope="col">{t("col.brought")}</th>
            <th scope="col" data-number>
              {t("col.return")}
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.rows.slice(0, SHOWN).map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name === "" ? t("nameless") : row.name}</th>
              <td data-number>{row.trip_count}</td>
              <td data-number>{row.visit_count}</td>
              <td data-number>
                <Money minor={row.cost_minor} currency={currency} style="short" />
              </td>
              <td>
                <div className={classes.barLine}>
                  <span className={classes.bar} data-tone="revenue" style={{ width: `${share(row.order_share_minor, most) * 0.6}%` }} aria-hidden />
                  <span className={classes.barNumber}>{row.order_share_minor === 0 ? "—" : <Money minor={row.order_share_minor} currency={currency} style="short" />}</span>
                </div>
              </td>
              <td data-number>
                {row.return_pct === null ? "—" : formatTimes(row.return_pct ?? 0)}
                {row.is_few && (
                  <Tooltip label={t("few", { count: row.order_count })}>
                    <IconAlertTriangle size={14} className={classes.mark} aria-label={t("few", { count: row.order_count })} />
                  </Tooltip>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
