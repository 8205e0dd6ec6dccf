import { IconCalendarCheck, IconUsersGroup } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "visits",
  routes: [
    { path: "/today", page: () => import("./TodayPage") },
    { path: "/visits/new", page: () => import("./NewVisitPage") },
    { path: "/visits/$visitId", page: () => import("./VisitPage") },
    { path: "/visits/$visitId/report", page: () => import("./ReportPage") },
    { path: "/team/today", page: () => import("./TeamDayPage"), roles: ["manager", "admin", "auditor"] },
  ],
  nav: [
    { to: "/today", label: "nav.today", icon: IconCalendarCheck, order: 10, tab: true },
    { to: "/team/today", label: "nav.team", icon: IconUsersGroup, order: 50, roles: ["manager", "admin", "auditor"] },
  ],
});
