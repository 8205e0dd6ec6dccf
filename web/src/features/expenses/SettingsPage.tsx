import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { hasRole, useMe } from "../../api/session";
import { today } from "../../lib/dates";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { showDone } from "../../ui/undo";
import { companiesQuery, ratesQuery } from "./queries";
import { useText } from "./text";
import classes from "./FinancePage.module.css";

export default function SettingsPage() {
  const t = useText();
  return (
    <Page title={t("finance.settings")} back="/finance" width="narrow">
      <Companies />
      <Rates />
    </Page>
  );
}

function Companies() {
  const t = useText();
  const client = useQueryClient();
  const mayEdit = hasRole(useMe(), "finance", "admin");
  const query = useQuery(companiesQuery());
  const [name, setName] = useState("");
  const [taxId, setTaxId] = useState("");
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ["own_company"] }) };
  const put = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/expenses/companies", { body: { name, tax_id: taxId } })),
    onSuccess: () => {
      setName("");
      setTaxId("");
      showDone(t("done.saved"));
    },
    ...settled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/expenses/companies/{company_id}", { params: { path: { company_id: id } } })),
    ...settled,
  });
  return (
    <Section title={t("companies")}>
      <p>{t("companies.hint")}</p>
      {query.data?.map((one) => (
        <RecordCard
          key={one.id}
          title={one.name}
          facts={one.tax_id}
          {...(mayEdit ? { aside: <Button variant="subtle" color="stop" onClick={() => remove.mutate(one.id)}>{t("delete")}</Button> } : {})}
        />
      ))}
      {mayEdit && (
        <div className={classes.form}>
          <TextInput label={t("company.name")} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t("company.tax_id")} maxLength={30} value={taxId} onChange={(event) => setTaxId(event.currentTarget.value)} />
          <Button disabled={name.trim() === "" || taxId.trim() === ""} loading={put.isPending} onClick={() => put.mutate()}>
            {t("add_row")}
          </Button>
        </div>
      )}
      {put.isError && <ProblemNotice error={put.error} />}
    </Section>
  );
}

function Rates() {
  const t = useText();
  const client = useQueryClient();
  const mayEdit = hasRole(useMe(), "finance", "admin");
  const query = useQuery(ratesQuery());
  const [currency, setCurrency] = useState("");
  const [rate, setRate] = useState("");
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ["exchange_rate"] }) };
  const put = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/expenses/rates", { body: { currency, rate, valid_from: today(), source: "" } })),
    onSuccess: () => {
      setCurrency("");
      setRate("");
      showDone(t("done.saved"));
    },
    ...settled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/expenses/rates/{rate_id}", { params: { path: { rate_id: id } } })),
    ...settled,
  });
  const fits = /^[A-Z]{3}$/.test(currency) && /^\d{1,6}(\.\d{1,8})?$/.test(rate);
  return (
    <Section title={t("rates")}>
      {query.data?.map((one) => (
        <RecordCard
          key={one.id}
          title={t("rate.words", { currency: one.currency, rate: one.rate, base: one.base_currency })}
          facts={[t("rate.from", { day: one.valid_from }), one.source].filter(Boolean).join(" · ")}
          {...(mayEdit ? { aside: <Button variant="subtle" color="stop" onClick={() => remove.mutate(one.id)}>{t("delete")}</Button> } : {})}
        />
      ))}
      {mayEdit && (
        <div className={classes.form}>
          <TextInput label={t("currency")} maxLength={3} placeholder="EUR" value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())} />
          <TextInput label={t("rate")} inputMode="decimal" value={rate} onChange={(event) => setRate(event.currentTarget.value)} />
          <Button disabled={!fits} loading={put.isPending} onClick={() => put.mutate()}>
            {t("add_row")}
          </Button>
        </div>
      )}
      {put.isError && <ProblemNotice error={put.error} />}
    </Section>
  );
}
