import { IconBuilding, IconTargetArrow, IconUserSearch } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "customers",
  routes: [
    { path: "/customers", page: () => import("./CustomersPage") },
    { path: "/customers/map", page: () => import("./CustomerMapPage") },
    { path: "/customers/new", page: () => import("./NewCustomerPage") },
    { path: "/customers/positions", page: () => import("./PositionsPage") },
    { path: "/customers/$accountId", page: () => import("./CustomerPage") },
    { path: "/settings/fields", page: () => import("./FieldSettingsPage") },
    { path: "/leads", page: () => import("./LeadsPage") },
    { path: "/opportunities", page: () => import("./OpportunitiesPage") },
  ],
  nav: [
    { to: "/customers", label: "nav.customers", icon: IconBuilding, order: 20, tab: true },
    { to: "/opportunities", label: "nav.opportunities", icon: IconTargetArrow, order: 21 },
    { to: "/leads", label: "nav.leads", icon: IconUserSearch, order: 22 },
  ],
});
