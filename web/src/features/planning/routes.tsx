import { IconRoute } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "planning",
  routes: [
    { path: "/plan", page: () => import("./PlansPage") },
    { path: "/plan/travel", page: () => import("./TravelPage") },
    { path: "/plan/hotels", page: () => import("./HotelsPage") },
    { path: "/plan/$planId/replan", page: () => import("./ReplanPage") },
    { path: "/plan/team", page: () => import("./team/TeamPlansPage"), roles: ["manager", "admin", "auditor"] },
    { path: "/plan/team/$teamPlanId", page: () => import("./team/TeamBoardPage"), roles: ["manager", "admin", "auditor"] },
    { path: "/plan/slots", page: () => import("./SlotsPage") },
    { path: "/plan/free-time", page: () => import("./FreeTimePage") },
    { path: "/settings/timetable", page: () => import("./TimetablePage"), roles: ["admin", "manager"] },
    { path: "/plan/$planId/compare", page: () => import("./ComparePage") },
    { path: "/plan/$planId", page: () => import("./PlanPage") },
  ],
  nav: [{ to: "/plan", label: "nav.plan", icon: IconRoute, order: 30, tab: true }],
});
