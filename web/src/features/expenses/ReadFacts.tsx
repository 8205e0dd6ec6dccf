import { NumberInput, Select, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatMoney } from "../../lib/money";
import { MoneyInput } from "../../ui/MoneyInput";
import { COUNTED, type LineForm } from "./lineForm";
import { CATEGORIES, type Document, type Reading } from "./queries";
import { isDoubtful, minorOf, readingOf, tailOf, taxRate } from "./reading";
import { useText } from "./text";
import classes from "./ReadFacts.module.css";

interface ReadFactsProps {
  document: Document;
  form: LineForm;
  set: (change: Partial<LineForm>) => void;
}

/** Amount and category large, then each fact with how sure the reading is; all of it can be corrected. */
export function ReadFacts({ document, form, set }: ReadFactsProps) {
  const t = useText();
  const number = readingOf(document, "number");
  const buyer = readingOf(document, "buyer_name") ?? readingOf(document, "buyer_tax_id");
  return (
    <>
      <div className={classes.top}>
        <MoneyInput label={t("amount")} currency={form.currency} value={form.amount_minor} onChange={(minor) => set({ amount_minor: minor })} required />
        <Select
          label={t("category")}
          data={CATEGORIES.map((one) => ({ value: one, label: t(`category.${one}`) }))}
          value={form.category}
          allowDeselect={false}
          onChange={(value) => value !== null && set({ category: value as LineForm["category"] })}
        />
      </div>
      <TaxLine document={document} />
      <Row name={t("merchant")} reading={readingOf(document, "seller_name")}>
        <TextInput variant="unstyled" aria-label={t("merchant")} placeholder={t("merchant.hint")} maxLength={120} value={form.merchant} onChange={(event) => set({ merchant: event.currentTarget.value })} />
      </Row>
      <Row name={t("date")} reading={readingOf(document, "travelled_on") ?? readingOf(document, "issued_on")}>
        <DatePickerInput variant="unstyled" aria-label={`${t("date")} ${form.spent_on}`} valueFormat="YYYY-MM-DD" value={form.spent_on} onChange={(day) => set({ spent_on: day ?? "" })} />
      </Row>
      {buyer !== undefined && (
        <Row name={t("buyer")} reading={buyer}>
          {buyer.value}
        </Row>
      )}
      {number !== undefined && (
        <Row name={t("number")} reading={number}>
          <DoubtfulText reading={number} />
        </Row>
      )}
      {COUNTED.has(form.category) && (
        <Row name={t(`quantity.${form.category as "lodging" | "entertainment"}`)}>
          <NumberInput variant="unstyled" hideControls aria-label={t(`quantity.${form.category as "lodging" | "entertainment"}`)} min={1} max={1000} value={form.quantity} onChange={(value) => set({ quantity: Math.max(1, Number(value) || 1) })} />
        </Row>
      )}
      <Row name={t("note")}>
        <TextInput variant="unstyled" aria-label={t("note")} placeholder={t("note.hint")} maxLength={500} value={form.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      </Row>
    </>
  );
}

function TaxLine({ document }: { document: Document }) {
  const t = useText();
  const tax = minorOf(document, "tax_minor");
  const currency = document.facts?.currency ?? "CNY";
  if (document.facts === null || tax === null) return null;
  const rate = taxRate(document);
  const sums = document.facts.sums_agree;
  return (
    <p className={classes.tax}>
      {t("tax", { amount: formatMoney({ minor: tax, currency }, "exact") })}
      {rate !== "" && ` · ${rate}%`}
      {sums !== null && ` · ${t(sums ? "sums.agree" : "sums.differ")}`}
    </p>
  );
}

function Row({ name, reading, children }: { name: string; reading?: Reading | undefined; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <span className={classes.name}>{name}</span>
      <div className={classes.value}>{children}</div>
      {reading !== undefined && <Sureness reading={reading} />}
    </div>
  );
}

function Sureness({ reading }: { reading: Reading }) {
  const t = useText();
  const exact = reading.source !== "ocr";
  if (exact) return <span className={classes.sure}>{t(`source.${reading.source}` as "source.xml")}</span>;
  if (!isDoubtful(reading)) return <span className={classes.sure}>{t("clear", { percent: reading.confidence_pct })}</span>;
  return (
    <span className={classes.doubt}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      {t("check", { percent: reading.confidence_pct })}
    </span>
  );
}

/** A number whose unsure characters are marked, shown by its tail when it is long. */
function DoubtfulText({ reading }: { reading: Reading }) {
  const t = useText();
  const unsure = new Set(reading.doubts.map((doubt) => doubt.position));
  if (unsure.size === 0) return <span title={reading.value}>{reading.value.length > 12 ? t("number.tail", { tail: tailOf(reading.value) }) : reading.value}</span>;
  return (
    <span>
      {[...reading.value].map((char, at) => (
        <span key={at} className={unsure.has(at) ? classes.unsure : undefined}>
          {char}
        </span>
      ))}
    </span>
  );
}
