import { IconSettings, IconUserCircle } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "identity",
  routes: [
    { path: "/sign-in", page: () => import("./SignInPage"), open: true },
    { path: "/welcome", page: () => import("./WelcomePage"), open: true },
    { path: "/setup", page: () => import("./SetupPage"), open: true },
    { path: "/me", page: () => import("./MePage") },
    { path: "/me/security", page: () => import("./SecurityPage") },
    { path: "/settings", page: () => import("./SettingsPage") },
    { path: "/settings/people", page: () => import("./PeoplePage") },
    { path: "/settings/teams", page: () => import("./TeamsPage") },
    { path: "/settings/company", page: () => import("./CompanyPage"), roles: ["admin"] },
  ],
  nav: [
    { to: "/settings", label: "nav.settings", icon: IconSettings, order: 80, roles: ["admin", "manager"] },
    { to: "/me", label: "nav.me", icon: IconUserCircle, order: 90, tab: true },
  ],
});
