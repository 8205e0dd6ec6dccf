import { useLocale } from "../../i18n/text";
import { useCities } from "./queries";
import { useText } from "./text";
import { industryKey } from "./words";

/** Names cities by code, in the reader's language; an unknown code stays itself. */
export function useCityName(): (code: string) => string {
  const locale = useLocale();
  const { data } = useCities();
  const names = new Map(data?.map((city) => [city.code, locale === "en" ? city.name_latin : city.name]));
  return (code) => names.get(code) ?? names.get(`${code.slice(0, 4)}00`) ?? code;
}

/** The choices of a city field. */
export function useCityOptions(): { value: string; label: string }[] {
  const locale = useLocale();
  const { data } = useCities();
  return (data ?? []).map((city) => ({ value: city.code, label: locale === "en" ? city.name_latin : city.name }));
}

/** Names an industry that we have a word for; others stay as the company wrote them. */
export function useIndustryName(): (industry: string) => string {
  const t = useText();
  return (industry) => {
    const key = industryKey(industry);
    return key === null ? industry : t(key);
  };
}
