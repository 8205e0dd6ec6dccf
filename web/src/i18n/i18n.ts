import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "../lib/dates";

type Texts = Record<string, string>;

const CHOICE = "roadbook.locale";

// Chinese is in the bundle; English comes when somebody wants it.
const chinese = import.meta.glob<Texts>(["../features/*/i18n/zh-Hans.json", "../app/i18n/zh-Hans.json", "../ui/i18n/zh-Hans.json"], {
  eager: true,
  import: "default",
});
const english = import.meta.glob<Texts>(["../features/*/i18n/en.json", "../app/i18n/en.json", "../ui/i18n/en.json"], {
  import: "default",
});

/** The directory's name is the namespace: "../features/visits/i18n/en.json" → "visits". */
function namespaceOf(path: string): string {
  return path.split("/").at(-3) ?? "";
}

async function loadEnglish(): Promise<void> {
  const files = await Promise.all(Object.entries(english).map(async ([path, load]) => [namespaceOf(path), await load()] as const));
  for (const [namespace, texts] of files) i18next.addResourceBundle("en", namespace, texts);
}

function chosen(): Locale {
  const kept = localStorage.getItem(CHOICE);
  if (kept === "zh-Hans" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-Hans" : "en";
}

/** Chosen on this device; from then on nothing else decides. */
export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(CHOICE, locale);
  await show(locale);
}

async function show(locale: Locale): Promise<void> {
  if (locale === "en" && !i18next.hasResourceBundle("en", "app")) await loadEnglish();
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/**
 * Nobody chose on this device: somebody who set English gets it. Chinese is everybody's first setting
 * and so says nothing; then the browser's language stays.
 */
export async function preferLocale(locale: string): Promise<void> {
  if (locale === "en" && localStorage.getItem(CHOICE) === null) await show("en");
}

export async function startTexts(): Promise<void> {
  const resources: Record<string, Texts> = {};
  for (const [path, texts] of Object.entries(chinese)) resources[namespaceOf(path)] = texts;
  await i18next.use(initReactI18next).init({
    resources: { "zh-Hans": resources },
    lng: "zh-Hans",
    fallbackLng: "zh-Hans",
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const locale = chosen();
  if (locale === "en") {
    await loadEnglish();
    await i18next.changeLanguage("en");
  }
  document.documentElement.lang = locale;
}
