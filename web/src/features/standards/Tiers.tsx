import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { ChoiceChips } from "../../ui/ChoiceChips";
import { FactList } from "../../ui/FactList";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { type StandardSet, type Tier, useCityChoices, useSetTier } from "./queries";
import { useText } from "./text";

const TIERS: readonly Tier[] = ["T1", "T2", "T3"];

/** Which cities are dear. */
export function Tiers({ set, keeps }: { set: StandardSet; keeps: boolean }) {
  const t = useText();
  const [opened, setOpened] = useState(false);
  const citiesOf = (tier: Tier) =>
    set.city_tiers
      .filter((city) => city.tier === tier)
      .map((city) => city.city_name)
      .join("、");
  return (
    <Section
      title={t("tiers")}
      aside={
        keeps && (
          <Button variant="subtle" onClick={() => setOpened(true)}>
            {t("change")}
          </Button>
        )
      }
    >
      <FactList
        facts={[
          { name: t("tier.T1"), value: citiesOf("T1") },
          { name: t("tier.T2"), value: citiesOf("T2") },
          { name: t("tier.T3"), value: t("tier.rest") },
        ]}
      />
      {opened && <TierSheet set={set} onClose={() => setOpened(false)} />}
    </Section>
  );
}

function TierSheet({ set, onClose }: { set: StandardSet; onClose: () => void }) {
  const t = useText();
  const english = useLocale() === "en";
  const cities = useCityChoices();
  const [code, setCode] = useState<string | null>(null);
  const put = useSetTier(({ name, tier }) => t("tier.done", { name, tier: t(`tier.${tier}`) }));
  const named = (one: { name: string; name_en: string }) => (english ? one.name_en : one.name);
  const city = cities.data?.find((one) => one.code === code);
  const now = set.city_tiers.find((one) => one.city_code === code)?.tier ?? "T3";
  return (
    <Sheet opened onClose={onClose} title={t("tiers")}>
      <Select
        label={t("tier.city")}
        searchable
        limit={40}
        data={(cities.data ?? []).map((one) => ({ value: one.code, label: named(one) }))}
        value={code}
        onChange={setCode}
      />
      {city !== undefined && (
        <ChoiceChips
          label={t("tier.of", { name: named(city) })}
          options={TIERS.map((value) => ({ value, word: t(`tier.${value}`) }))}
          value={now}
          onChange={(tier) => put.mutate({ city: city.code, name: named(city), tier, before: now })}
        />
      )}
      {put.isError && <ProblemNotice error={put.error} />}
    </Sheet>
  );
}
