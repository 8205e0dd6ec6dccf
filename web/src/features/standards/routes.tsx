import { defineFeature } from "../../app/feature";

export const feature = defineFeature({
  name: "standards",
  routes: [{ path: "/settings/standards", page: () => import("./StandardsPage") }],
});
