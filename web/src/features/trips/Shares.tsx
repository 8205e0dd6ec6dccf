import { formatMoney } from "../../lib/money";
import type { Cost, Trip } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

interface Share {
  readonly category: Cost["category"];
  readonly minor: number;
  readonly quantity: number;
  readonly unit: Cost["unit"];
}

function sharesOf(costs: readonly Cost[]): Share[] {
  const found = new Map<Cost["category"], Share>();
  for (const { category, amount_minor, quantity, unit } of costs) {
    const known = found.get(category);
    found.set(category, {
      category,
      unit,
      minor: (known?.minor ?? 0) + amount_minor,
      quantity: (known?.quantity ?? 0) + quantity,
    });
  }
  return [...found.values()].filter((share) => share.minor > 0).sort((a, b) => b.minor - a.minor);
}

/** What the money is for, as one bar with direct labels. */
export function Shares({ trip }: { trip: Trip }) {
  const t = useText();
  const shares = sharesOf(trip.costs);
  if (shares.length === 0) return null;
  const strength = (index: number) => ({ opacity: Math.max(0.25, 1 - index * 0.25) });
  return (
    <div style={{ padding: "16px 0", borderTop: "1px solid var(--rb-line)" }}>
      <div className={classes.bar} aria-hidden>
        {shares.map((share, index) => (
          <span key={share.category} style={{ flexGrow: share.minor, ...strength(index) }} />
        ))}
      </div>
      <dl className={classes.shares}>
        {shares.map((share, index) => (
          <div key={share.category}>
            <dt>
              <span className={classes.swatch} style={strength(index)} aria-hidden />
              {t(`category.${share.category}`)}
              {share.unit !== "item" && ` ${t(`unit.${share.unit}`, { count: share.quantity })}`}
            </dt>
            <dd>{formatMoney({ minor: share.minor, currency: trip.currency })}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
