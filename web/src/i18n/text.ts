import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../lib/dates";

type Base<K> = K extends `${infer B}_other` ? B : K extends `${infer B}_one` ? B : K;
type Values = Record<string, string | number>;

export type Text<Keys> = (key: Keys, values?: Values) => string;

/**
 * A feature's typed texts:
 *
 *     import zh from "./i18n/zh-Hans.json";
 *     export const useText = textsOf<typeof zh>("visits");
 *
 * Keys are flat ("outcome.met"); a plural is two keys, `x_one` and `x_other` (Chinese: `x_other` alone),
 * asked for as `t("x", { count })`.
 */
export function textsOf<T extends Record<string, string>>(namespace: string): () => Text<Base<keyof T & string>> {
  return function useText() {
    const { t } = useTranslation(namespace);
    return useCallback((key: Base<keyof T & string>, values?: Values) => t(key, values ?? {}) as string, [t]);
  };
}

export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "zh-Hans";
}
