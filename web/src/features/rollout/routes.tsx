import { IconTableImport } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "rollout",
  routes: [
    { path: "/imports", page: () => import("./ImportsPage"), roles: ["rep", "manager", "admin"] },
    { path: "/imports/$importId", page: () => import("./ImportPage"), roles: ["rep", "manager", "admin"] },
  ],
  nav: [{ to: "/imports", label: "nav.imports", icon: IconTableImport, order: 78, roles: ["admin"] }],
});
