import { IconChecklist } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "approvals",
  routes: [
    { path: "/approvals", page: () => import("./InboxPage") },
    { path: "/approvals/$taskId", page: () => import("./TaskPage") },
    { path: "/settings/approval-rules", page: () => import("./RulesPage") },
  ],
  nav: [{ to: "/approvals", label: "nav.approvals", icon: IconChecklist, order: 34, tab: true, roles: ["manager", "finance", "admin"] }],
});
