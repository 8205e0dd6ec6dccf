import { formatMoney } from "../../lib/money";
import { Money } from "../../ui/Money";
import type { Trip } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

/** Price and expected return, side by side, with the range against the whole cost. */
export function Worth({ trip }: { trip: Trip }) {
  const t = useText();
  const expected = trip.expected_return;
  const whole = trip.cost_minor + trip.work_cost_minor;
  const hours = Math.round(trip.work_minutes / 60);
  const money = (minor: number) => formatMoney({ minor, currency: trip.currency });
  return (
    <>
      <div className={classes.worth}>
        <div className={classes.figure}>
          <p className={classes.name}>{t("price")}</p>
          <p className={classes.big}>
            <Money minor={trip.cost_minor} currency={trip.currency} />
          </p>
          {hours > 0 && (
            <p className={classes.under}>
              {trip.work_cost_minor > 0 ? t("price.whole", { hours, whole: money(whole) }) : t("price.hours", { hours })}
            </p>
          )}
        </div>
        <div className={classes.figure}>
          <p className={classes.name}>{t("return")}</p>
          {expected === null ? (
            <p className={classes.under}>{t("return.none")}</p>
          ) : (
            <>
              <p className={classes.big} data-tone="road">
                <Money minor={expected.mid_minor} currency={trip.currency} style="short" />
              </p>
              <p className={classes.under}>{whole > 0 && t("return.times", { times: (expected.mid_minor / whole).toFixed(1) })}</p>
            </>
          )}
        </div>
      </div>
      {expected !== null && <Range trip={trip} whole={whole} />}
    </>
  );
}

const EDGE = 6;

function Range({ trip, whole }: { trip: Trip; whole: number }) {
  const t = useText();
  const expected = trip.expected_return;
  if (expected === null) return null;
  const top = Math.max(expected.high_minor, whole) * 1.02 || 1;
  const place = (minor: number) => EDGE + (minor / top) * (100 - 2 * EDGE);
  const short = (minor: number) => formatMoney({ minor, currency: trip.currency }, "short").replace(/^\S+\s/, "");
  const safe = expected.low_minor > whole;
  const at = (minor: number) => ({ left: `${place(minor)}%` });
  const far = (a: number, b: number) => Math.abs(place(a) - place(b)) > 22;
  return (
    <>
      <div className={classes.range} aria-hidden>
        <span className={classes.axis} />
        <span className={classes.band} style={{ ...at(expected.low_minor), width: `${place(expected.high_minor) - place(expected.low_minor)}%` }} />
        <span className={classes.cost} style={at(whole)} />
        <span className={classes.dot} style={at(expected.mid_minor)} />
        {far(whole, expected.mid_minor) && (
          <span className={classes.above} style={{ left: `max(36px, ${place(whole)}%)` }}>
            {t("range.cost", { cost: short(whole) })}
          </span>
        )}
        <span className={classes.above} data-tone="road" style={at(expected.mid_minor)}>
          {short(expected.mid_minor)}
        </span>
        <span className={classes.below} style={{ left: `max(32px, ${place(expected.low_minor)}%)` }}>
          {t("range.low", { low: short(expected.low_minor) })}
        </span>
        <span className={classes.below} style={{ left: `min(calc(100% - 32px), ${place(expected.high_minor)}%)` }}>
          {t("range.high", { high: short(expected.high_minor) })}
        </span>
      </div>
      <p className={classes.sentence}>
        {t(safe ? "range.safe" : "range.unsafe")}
        <span>{t("range.basis", { count: expected.sample_count, days: expected.window_days })}</span>
      </p>
    </>
  );
}
