import { IconCalendarWeek } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "schedule",
  routes: [
    { path: "/calendar", page: () => import("./CalendarPage") },
    { path: "/calendar/team", page: () => import("./TeamPage") },
    { path: "/settings/working-days", page: () => import("./WorkingDaysPage") },
  ],
  nav: [{ to: "/calendar", label: "nav.calendar", icon: IconCalendarWeek, order: 15 }],
});
