import i18next from "i18next";
import { hasRole, type Me } from "../api/session";
import type { Feature, NavEntry } from "./feature";

// Every features/<slice>/routes.tsx exports one `feature`; adding a directory adds its pages.
const found = import.meta.glob<Feature>("../features/*/routes.tsx", { eager: true, import: "feature" });

export const features: readonly Feature[] = Object.values(found);

export interface NavItem extends NavEntry {
  readonly namespace: string;
}

export function navFor(me: Me): readonly NavItem[] {
  return features
    .flatMap((feature) => (feature.nav ?? []).map((entry) => ({ ...entry, namespace: feature.name })))
    .filter((entry) => entry.roles === undefined || hasRole(me, ...entry.roles))
    .sort((a, b) => a.order - b.order || a.to.localeCompare(b.to));
}

export function navLabel(item: NavItem): string {
  return i18next.t(item.label, { ns: item.namespace });
}
