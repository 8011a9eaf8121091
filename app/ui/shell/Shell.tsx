import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { uiMessages } from "../messages";
import { DemoBanner } from "./DemoBanner";
import { Logo } from "./Logo";
import { OfflineProvider, type OfflineProps } from "../offline/OfflineProvider";
import { BottomBar, type NavItem, Rail } from "./navigation";
import { NetworkState, ProductName } from "./NetworkState";
import { PendingBar } from "./PendingBar";
import { PersonMenu, type ShellActor } from "./PersonMenu";
import { LanguageSwitch, type Theme } from "./preferences";

export type ShellProps = {
  actor: ShellActor;
  nav: readonly NavItem[];
  theme: Theme;
  /** Only in the demo shop. */
  demo: { now: Date; zone: string } | null;
  offline: Omit<OfflineProps, "person" | "theme">;
  children: ReactNode;
};

/**
 * The frame of a signed-in person: a rail and a top bar on a desktop, a bottom bar on a phone. A page with `data-fills` fills the window and scrolls in its own
 * parts; on a phone it has the bottom bar's place too.
 */
export function Shell({ actor, nav, theme, demo, offline, children }: ShellProps) {
  const t = useT(uiMessages);
  return (
    <OfflineProvider person={actor.id} theme={theme} {...offline}>
      <div data-person={actor.id} className="flex min-h-dvh flex-col has-data-fills:h-dvh">
        <a
          href="#content"
          className="sr-only z-60 rounded-box bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
        >
          {t("shell.skip")}
        </a>
        <PendingBar />
        <div className="flex min-h-0 flex-1">
          <div data-print="hide" className="sticky top-0 hidden h-dvh w-22 shrink-0 flex-col border-e border-line bg-surface md:flex">
            <Link to="/" aria-hidden tabIndex={-1} className="flex h-14 shrink-0 items-center justify-center">
              <Logo className="size-8" />
            </Link>
            <Rail items={nav} />
          </div>
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {demo && <DemoBanner now={demo.now} zone={demo.zone} />}
            <header data-print="hide" className="mx-auto flex h-14 w-full max-w-[88rem] items-center justify-between gap-4 px-gutter">
              <Link to="/" className="flex items-center gap-2.5 rounded-box text-base font-semibold">
                <Logo className="size-7 md:hidden" />
                <ProductName />
              </Link>
              <NetworkState />
              <div className="-me-2 flex items-center gap-1">
                <LanguageSwitch />
                <PersonMenu actor={actor} theme={theme} />
              </div>
            </header>
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto w-full max-w-[88rem] flex-1 px-gutter pt-2 pb-28 has-data-fills:flex has-data-fills:min-h-0 has-data-fills:flex-col has-data-fills:pb-3 md:pb-16 md:has-data-fills:pb-4"
            >
              {children}
            </main>
          </div>
        </div>
        <BottomBar items={nav} />
      </div>
    </OfflineProvider>
  );
}
