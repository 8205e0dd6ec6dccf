import type { Icon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Role } from "../api/session";

export interface FeatureRoute {
  /** TanStack Router path: "/trips/$tripId". */
  readonly path: string;
  /** Loaded when first visited: `() => import("./TripPage")`, a default export. */
  readonly page: () => Promise<{ default: ComponentType }>;
  /** Reachable without signing in, shown without the shell. */
  readonly open?: boolean;
  /** Only these roles; others get the "not for you" page. The server decides; this only avoids dead ends. */
  readonly roles?: readonly Role[];
}

export interface NavEntry {
  readonly to: string;
  /** A key of the feature's own texts. */
  readonly label: string;
  readonly icon: Icon;
  /** Place in the rail: 10 today, 20 customers, 30 plan, 40 expenses, 90 me; others between. */
  readonly order: number;
  /** One of the phone's five tabs. */
  readonly tab?: boolean;
  readonly roles?: readonly Role[];
}

export interface Feature {
  /** The directory's name; also the namespace of its texts. */
  readonly name: string;
  readonly routes: readonly FeatureRoute[];
  readonly nav?: readonly NavEntry[];
}

export function defineFeature(feature: Feature): Feature {
  return feature;
}
