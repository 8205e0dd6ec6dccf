import { textsOf } from "../../i18n/text";
import type zh from "./i18n/zh-Hans.json";

export const useText = textsOf<typeof zh>("expenses");
