import { IconClockExclamation } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "cadence",
  routes: [{ path: "/due", page: () => import("./DuePage") }],
  nav: [{ to: "/due", label: "nav.due", icon: IconClockExclamation, order: 25 }],
});
