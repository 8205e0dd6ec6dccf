import { textsOf } from "../i18n/text";
import type zh from "./i18n/zh-Hans.json";

export const useAppText = textsOf<typeof zh>("app");
