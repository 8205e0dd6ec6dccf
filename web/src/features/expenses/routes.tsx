import { IconBuildingBank, IconReceipt } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "expenses",
  routes: [
    { path: "/expenses", page: () => import("./InboxPage") },
    { path: "/expenses/new", page: () => import("./LinePage") },
    { path: "/expenses/documents/$documentId", page: () => import("./DocumentPage") },
    { path: "/expenses/lines/$expenseId", page: () => import("./LinePage") },
    { path: "/expenses/reports/$reportId", page: () => import("./ReportPage") },
    { path: "/finance", page: () => import("./FinancePage"), roles: ["finance", "admin", "auditor"] },
    { path: "/finance/settings", page: () => import("./SettingsPage"), roles: ["finance", "admin", "auditor"] },
  ],
  nav: [
    { to: "/expenses", label: "nav.expenses", icon: IconReceipt, order: 40, tab: true },
    { to: "/finance", label: "nav.finance", icon: IconBuildingBank, order: 45, roles: ["finance", "admin", "auditor"] },
  ],
});
