import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { startLive } from "../api/liveStream";
import { useMe } from "../api/session";
import { useIsPhone } from "../ui/useIsPhone";
import { type NavItem, navFor, navLabel } from "./features";
import classes from "./Shell.module.css";
import { useAppText } from "./text";

// Loaded when first asked for: a search needs a dialog and fields that the first screen does not.
const CommandPalette = lazy(() => import("./CommandPalette"));

function isHere(path: string, item: NavItem): boolean {
  return path === item.to || path.startsWith(`${item.to}/`);
}

/** Phone: five tabs under the content. Desktop: a slim rail with icons and words. */
export function Shell() {
  const t = useAppText();
  const me = useMe();
  const phone = useIsPhone();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [searching, setSearching] = useState(false);
  useEffect(startLive, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setSearching((open) => !open);
      }
    };
    const onAsk = () => setSearching(true);
    window.addEventListener("keydown", onKey);
    window.addEventListener("roadbook:search", onAsk);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("roadbook:search", onAsk);
    };
  }, []);

  const items = navFor(me);
  const shown = phone ? items.filter((item) => item.tab) : items;
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t("skip")}
      </a>
      <nav className={phone ? classes.tabs : classes.rail} aria-label={t("nav")}>
        {!phone && (
          <>
            <img src="/icon.svg" alt={t("name")} className={classes.mark} />
            <button type="button" className={classes.entry} onClick={() => setSearching(true)}>
              <IconSearch size={22} stroke={1.75} aria-hidden />
              <span>{t("search")}</span>
            </button>
          </>
        )}
        {shown.map((item) => (
          <Link
            key={item.to}
            to={item.to}
            className={classes.entry}
            data-here={isHere(path, item) || undefined}
            aria-current={isHere(path, item) ? "page" : undefined}
          >
            <item.icon size={phone ? 24 : 22} stroke={1.75} aria-hidden />
            <span>{navLabel(item)}</span>
          </Link>
        ))}
      </nav>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      {searching && (
        <Suspense fallback={null}>
          <CommandPalette close={() => setSearching(false)} items={items} />
        </Suspense>
      )}
    </div>
  );
}
