import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useReader } from "~/platform/use-locale";
import { NONE, OfflineContext, type OfflineWork } from "./context";
import type { Counts } from "./store";

export type OfflineProps = {
  person: string;
  theme: "light" | "dark" | null;
  /** The page that opens without a connection; null: none. */
  keeps: string | null;
  work: () => Promise<OfflineWork>;
};

/** Watches the network for the pages in the frame. Everything that it needs is loaded when the browser is idle. */
export function OfflineProvider({ person, theme, keeps, work, children }: OfflineProps & { children: ReactNode }) {
  const { locale } = useReader();
  const [isOnline, setOnline] = useState(true);
  const [isReached, setReached] = useState(true);
  const [counts, setCounts] = useState<Counts>(NONE);

  useEffect(() => {
    const look = () => {
      setOnline(navigator.onLine);
      setReached(true);
    };
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);

  useEffect(() => {
    let stop: (() => void) | null = null;
    let isOver = false;
    const start = async () => {
      const here = { person, locale, theme, keeps };
      // Who does nothing without a connection loads nothing for it.
      if (keeps === null) {
        const { startWorker } = await import("./start-worker");
        if (!isOver) stop = startWorker(here);
        return;
      }
      const [{ begin }, loaded] = await Promise.all([import("./begin"), work()]);
      if (!isOver) stop = begin({ here, work: loaded, onCounts: setCounts, onReached: setReached });
    };
    const cancel = whenIdle(() => void start().catch(() => undefined));
    return () => {
      isOver = true;
      cancel();
      stop?.();
    };
  }, [person, locale, theme, keeps, work]);

  const send = useCallback(async () => (await work()).send(person, locale), [work, person, locale]);
  const state = useMemo(() => ({ person, away: !isOnline || !isReached, counts, send }), [person, isOnline, isReached, counts, send]);
  return <OfflineContext.Provider value={state}>{children}</OfflineContext.Provider>;
}

function whenIdle(act: () => void): () => void {
  // Safari has no idle time to tell of.
  if (typeof requestIdleCallback === "function") {
    const id = requestIdleCallback(act, { timeout: 3000 });
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(act, 1000);
  return () => clearTimeout(timer);
}
