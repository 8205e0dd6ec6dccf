import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { CompanyFields, type CompanyValues } from "./CompanyFields";
import { companyQuery } from "./queries";
import { useText } from "./text";

export default function CompanyPage() {
  const t = useText();
  const company = useQuery(companyQuery);
  return (
    <Page title={t("company.title")} back="/settings" width="narrow">
      {company.isPending && <RecordSkeleton />}
      {company.isError && <ProblemNotice error={company.error} retry={() => void company.refetch()} />}
      {company.data !== undefined && <CompanyForm key={company.data.version} first={company.data} />}
    </Page>
  );
}

function CompanyForm({ first }: { first: CompanyValues }) {
  const t = useText();
  const { name, name_latin, tax_number, base_currency, time_zone, locale, mfa_required_roles } = first;
  const [values, setValues] = useState<CompanyValues>({
    name,
    name_latin,
    tax_number,
    base_currency,
    time_zone,
    locale,
    mfa_required_roles,
  });
  const save = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/identity/company", { body: { ...values, mfa_required_roles: [...values.mfa_required_roles] } })),
    onSuccess: (saved) => {
      queryClient.setQueryData(companyQuery.queryKey, saved);
      showDone(t("company.saved"));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <CompanyFields values={values} onChange={setValues} error={save.error} />
      {save.isError && <ProblemNotice error={save.error} />}
      <Button type="submit" mt="md" loading={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
