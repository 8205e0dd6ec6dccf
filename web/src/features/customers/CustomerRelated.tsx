import { ActionIcon, Button } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { formatMoney } from "../../lib/money";
import { DateText } from "../../ui/DateText";
import { FactList } from "../../ui/FactList";
import { Money } from "../../ui/Money";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { StatusBadge } from "../../ui/StatusBadge";
import classes from "./Customers.module.css";
import { EditButton } from "./EditButton";
import type { FileSheet } from "./FileSheets";
import { useSpend, useTripsTo } from "./queries";
import { useText } from "./text";
import type { AccountFile, Contact } from "./words";

export function CustomerRelated({ file, open }: { file: AccountFile; open: (sheet: FileSheet) => void }) {
  const t = useText();
  const may = file.account.may_change;
  const add = (sheet: FileSheet, word: string) => may && <EditButton adds label={word} onClick={() => open(sheet)} />;
  return (
    <div>
      <Section title={t("contacts.title")} aside={add({ name: "contact", contact: null }, t("contacts.add"))}>
        {file.contacts.length === 0 && <p className={classes.hint}>{t("contacts.none")}</p>}
        {file.contacts.map((contact) => (
          <ContactLine key={contact.id} contact={contact} {...(may ? { edit: () => open({ name: "contact", contact }) } : {})} />
        ))}
      </Section>
      <Section title={t("deals.title")} aside={add({ name: "deal" }, t("deals.add"))}>
        {file.open_opportunities.length === 0 && <p className={classes.hint}>{t("deals.none")}</p>}
        {file.open_opportunities.map((one) => (
          <RecordCard
            key={one.id}
            title={one.name}
            onOpen={() => open({ name: "open-deal", deal: one })}
            facts={[one.stage_name, `${one.probability_pct}%`, one.next_step].filter(Boolean).join(" · ")}
            aside={<Money minor={one.amount_minor} currency={one.currency} style="short" />}
          />
        ))}
        {file.closed_opportunities.slice(0, 3).map((one) => (
          <RecordCard
            key={one.id}
            title={one.name}
            facts={formatMoney({ minor: one.amount_minor, currency: one.currency }, "short")}
            aside={<StatusBadge tone={one.stage_type === "won" ? "go" : "stop"} word={one.stage_name} />}
          />
        ))}
      </Section>
      <TripsSection accountId={file.account.summary.id} />
      <SpendSection accountId={file.account.summary.id} />
      <Section title={t("orders.title")} aside={add({ name: "order" }, t("orders.add"))}>
        {file.orders.length === 0 && <p className={classes.hint}>{t("orders.none")}</p>}
        {file.orders.slice(0, 6).map((order) => (
          <RecordCard
            key={order.id}
            title={order.number}
            facts={<DateText at={order.ordered_on} />}
            aside={<Money minor={order.amount_minor} currency={order.currency} />}
          />
        ))}
      </Section>
      <Section title={t("contracts.title")} aside={add({ name: "contract" }, t("contracts.add"))}>
        {file.contracts.length === 0 && <p className={classes.hint}>{t("contracts.none")}</p>}
        {file.contracts.map((contract) => (
          <RecordCard
            key={contract.id}
            title={contract.title}
            facts={contract.ends_on === null ? t("contracts.open") : <span>{t("contracts.until")} <DateText at={contract.ends_on} /></span>}
            aside={contract.amount_minor > 0 ? <Money minor={contract.amount_minor} currency={contract.currency} style="short" /> : undefined}
          />
        ))}
      </Section>
    </div>
  );
}

function ContactLine({ contact, edit }: { contact: Contact; edit?: () => void }) {
  const t = useText();
  const role = !contact.role || contact.role === "other" ? "" : t(`role.${contact.role}`);
  return (
    <RecordCard
      title={contact.name}
      facts={[contact.title, role, contact.is_primary ? t("contacts.primary") : ""].filter(Boolean).join(" · ")}
      aside={
        <span className={classes.actions}>
          {contact.phone !== "" && (
            <ActionIcon component="a" href={`tel:${contact.phone}`} aria-label={t("contacts.call", { name: contact.name })}>
              <IconPhone size={20} stroke={1.75} />
            </ActionIcon>
          )}
          {edit !== undefined && <EditButton label={t("contacts.edit", { name: contact.name })} onClick={edit} />}
        </span>
      }
    />
  );
}

/** Past, current and coming trips to the customer, by anyone. */
function TripsSection({ accountId }: { accountId: string }) {
  const t = useText();
  const trips = useTripsTo(accountId);
  return (
    <Section title={t("trips.title")} aside={<Button component={Link} to="/plan" variant="subtle" size="compact-sm">{t("trips.plan")}</Button>}>
      {trips.data?.length === 0 && <p className={classes.hint}>{t("trips.none")}</p>}
      {trips.data?.slice(0, 6).map((trip, index) => (
        <RecordCard
          key={trip.trip_id ?? index}
          {...(trip.trip_id === null ? {} : { to: `/trips/${trip.trip_id}` })}
          title={trip.title || t("trips.hidden")}
          facts={<span>{trip.traveller_name} · <DateText at={trip.on} /></span>}
        />
      ))}
    </Section>
  );
}

/** What the customer cost and brought in twelve months; the whole story is on its own page. */
function SpendSection({ accountId }: { accountId: string }) {
  const t = useText();
  const { data: spend } = useSpend(accountId);
  if (spend === undefined) return null;
  return (
    <Section title={t("spend.title")} aside={<Button component={Link} to={`/customers/${accountId}/spend`} variant="subtle" size="compact-sm">{t("spend.more")}</Button>}>
      <FactList
        facts={[
          { name: t("spend.cost"), value: <Money minor={spend.cost_minor} currency={spend.currency} /> },
          { name: t("spend.visits"), value: t("spend.visitsOf", { count: spend.visit_count, hours: Math.round(spend.visit_minutes / 60) }) },
          { name: t("spend.revenue"), value: <Money minor={spend.revenue_minor} currency={spend.currency} /> },
        ]}
      />
    </Section>
  );
}
