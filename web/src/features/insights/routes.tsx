import { IconChartBar } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "insights",
  routes: [
    { path: "/results", page: () => import("./ResultsPage") },
    { path: "/trips/$tripId/result", page: () => import("./TripResultPage") },
    { path: "/customers/$accountId/spend", page: () => import("./CustomerSpendPage") },
  ],
  nav: [{ to: "/results", label: "nav.results", icon: IconChartBar, order: 60 }],
});
