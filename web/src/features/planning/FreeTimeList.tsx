import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useLocale } from "../../i18n/text";
import { formatDuration } from "../../lib/dates";
import { formatDistance } from "../../lib/distance";
import { ReasonLine } from "../../ui/ReasonLine";
import { Section } from "../../ui/Section";
import type { FreeTime, NearbyOffer } from "./slots";
import classes from "./Slots.module.css";
import { useText } from "./text";
import { clock, useFacts } from "./words";

interface ListProps {
  free: FreeTime;
  busy: boolean;
}

/** Customers that fit, the most worth an hour first. */
export function NearbyList({ free, busy, onTake }: ListProps & { onTake: (offer: NearbyOffer) => void }) {
  const t = useText();
  const locale = useLocale();
  const facts = useFacts();
  return (
    <Section title={t("free.offers", { count: free.offers.length })}>
      <ul className={classes.offers}>
        {free.offers.map((offer) => (
          <li key={offer.account.account_id} className={classes.offer}>
            <div>
              <p className={classes.when}>
                <Link to={`/customers/${offer.account.account_id}` as never}>{offer.account.name}</Link>
              </p>
              <ReasonLine facts={facts(offer.account)} />
              <p className={classes.fact}>
                {[formatDistance(offer.away_m), formatDuration(offer.away_s, locale), `${clock(offer.start_s)}–${clock(offer.leave_s)}`].join(" · ")}
              </p>
            </div>
            <Button variant="light" disabled={busy} onClick={() => onTake(offer)} aria-label={t("free.go.to", { name: offer.account.name })}>
              {t("free.go")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Several of them one after the other, and back in time. */
export function RoundTrip({ free, busy, onTake }: ListProps & { onTake: () => void }) {
  const t = useText();
  const locale = useLocale();
  if (free.sequence.length < 2) return null;
  return (
    <Section title={t("free.round", { count: free.sequence.length })}>
      <ol className={classes.round}>
        {free.sequence.map((stop) => (
          <li key={stop.account_id}>
            <span className={classes.clock}>{clock(stop.start_s)}</span>
            <span>
              {stop.name}
              <span className={classes.fact}> · {t("free.leg", { time: formatDuration(stop.leg_s, locale), distance: formatDistance(stop.leg_m) })}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className={classes.note}>{t(`free.back.${free.until}`, { time: clock(free.back_s), name: free.until_name })}</p>
      <Button disabled={busy} onClick={onTake}>
        {t("free.round.take", { count: free.sequence.length })}
      </Button>
    </Section>
  );
}
