import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { hasRole, whoAmI } from "../api/session";
import { preferLocale } from "../i18n/i18n";
import { Page } from "../ui/Page";
import { ProblemNotice } from "../ui/ProblemNotice";
import { ListSkeleton } from "../ui/Skeletons";
import type { FeatureRoute } from "./feature";
import { features } from "./features";
import { Shell } from "./Shell";
import { NotFoundPage, NotForYouPage } from "./DeadEnds";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  notFoundComponent: NotFoundPage,
  beforeLoad: async ({ location }) => {
    const me = await whoAmI();
    if (me === null) throw redirect({ to: "/sign-in", search: { next: location.href } });
    await preferLocale(me.locale);
    if (me.must_set_up_second_factor === true && location.pathname !== "/me/security") throw redirect({ href: "/me/security" });
    return { me };
  },
});

function pageRoute(route: FeatureRoute) {
  const page = lazyRouteComponent(route.page) as AsyncRouteComponent<object>;
  if (route.open) return createRoute({ getParentRoute: () => root, path: route.path, component: page });
  return createRoute({
    getParentRoute: () => shell,
    path: route.path,
    component: function Guarded() {
      const { me } = shell.useRouteContext();
      const Shown = route.roles === undefined || hasRole(me, ...route.roles) ? page : NotForYouPage;
      return <Shown />;
    },
    loader: async () => {
      await page.preload?.();
    },
  });
}

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});

const all = features.flatMap((feature) => feature.routes);
const inside = all.filter((route) => !route.open).map(pageRoute);
const outside = all.filter((route) => route.open).map(pageRoute);

export const router = createRouter({
  routeTree: root.addChildren([shell.addChildren([home, ...inside]), ...outside]),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: () => (
    <Page title="">
      <ListSkeleton />
    </Page>
  ),
  defaultErrorComponent: ({ error, reset }) => <ProblemNotice error={error} retry={reset} />,
});
