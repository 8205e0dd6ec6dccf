import { IconBriefcase2 } from "@tabler/icons-react";
import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "trips",
  routes: [
    { path: "/trips", page: () => import("./TripsPage") },
    { path: "/trips/new", page: () => import("./NewTripPage") },
    { path: "/trips/$tripId", page: () => import("./TripPage") },
    { path: "/trips/$tripId/edit", page: () => import("./EditTripPage") },
  ],
  nav: [{ to: "/trips", label: "nav.trips", icon: IconBriefcase2, order: 32 }],
});
