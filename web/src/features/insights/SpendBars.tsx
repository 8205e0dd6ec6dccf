import { formatMoney } from "../../lib/money";
import { Money } from "../../ui/Money";
import classes from "./Insights.module.css";
import { share } from "./numbers";
import type { CustomerSpend } from "./queries";
import { useText } from "./text";

/** One line a month: cost and revenue as two bars with their numbers; the scales differ and say so. */
export function SpendBars({ spend }: { spend: CustomerSpend }) {
  const t = useText();
  const mostCost = Math.max(...spend.periods.map((period) => period.cost_minor));
  const mostRevenue = Math.max(...spend.periods.map((period) => period.revenue_minor));
  return (
    <table className={classes.bars}>
      <thead>
        <tr>
          <th scope="col">{t("col.month")}</th>
          <th scope="col">{t("spend.cost")}</th>
          <th scope="col">{t("spend.revenue")}</th>
        </tr>
      </thead>
      <tbody>
        {spend.periods.map((period) => (
          <tr key={period.first_day} title={t("spend.month.visits", { count: period.visit_count })}>
            <th scope="row">{period.first_day.slice(0, 7)}</th>
            <td>
              <Bar minor={period.cost_minor} most={mostCost} currency={spend.currency} tone="cost" />
            </td>
            <td>
              <Bar minor={period.revenue_minor} most={mostRevenue} currency={spend.currency} tone="revenue" />
            </td>
          </tr>
        ))}
      </tbody>
      <caption className={classes.note}>
        {t("spend.scales", {
          cost: formatMoney({ minor: Math.max(0, mostCost), currency: spend.currency }, "short"),
          revenue: formatMoney({ minor: Math.max(0, mostRevenue), currency: spend.currency }, "short"),
        })}
      </caption>
    </table>
  );
}

interface BarProps {
  minor: number;
  most: number;
  currency: string;
  tone: "cost" | "revenue";
}

function Bar({ minor, most, currency, tone }: BarProps) {
  return (
    <div className={classes.barLine}>
      <span className={classes.bar} data-tone={tone} style={{ width: `${share(minor, most) * 0.5}%` }} aria-hidden />
      <span className={classes.barNumber}>{minor === 0 ? "—" : <Money minor={minor} currency={currency} style="short" />}</span>
    </div>
  );
}
