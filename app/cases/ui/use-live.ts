import { useRevalidator } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import type { LiveView } from "../live-view";

/** The server tells at least every 15 s that it is there: whoever hears nothing for longer asks again, as after a device has slept. */
const SILENT_MS = 40_000;
const LOOK_MS = 5_000;
/** A server that is away behind a proxy answers with an error, after which a browser asks no more by itself. */
const AGAIN_MS = 3_000;

/** What the page knows: the newest state, its own steady counter when that came (null: before script runs), and whether it goes on hearing. */
export type Live = { view: LiveView; steady: number | null; line: "open" | "lost" | "ended" };

/** A meeting's screen as it changes: what the page came with, then whatever the stream tells, as long as that is not older. Catches up by itself whenever the connection comes back. */
export function useLive(address: string, page: LiveView): Live {
  const [heard, setHeard] = useState<{ view: LiveView; steady: number } | null>(null);
  const [line, setLine] = useState<Live["line"]>("open");
  const { revalidate } = useRevalidator();

  useEffect(() => {
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let heardAt = performance.now();
    const connect = () => {
      clearTimeout(again);
      source?.close();
      heardAt = performance.now();
      const opened = new EventSource(address);
      source = opened;
      opened.onmessage = (event: MessageEvent<string>) => {
        heardAt = performance.now();
        setLine("open");
        setHeard({ view: JSON.parse(event.data) as LiveView, steady: performance.now() });
      };
      opened.addEventListener("beat", () => (heardAt = performance.now()));
      opened.addEventListener("end", (event: MessageEvent<string>) => {
        opened.close();
        source = null;
        setLine("ended");
        // Whoever was signed out or left the team is told so by the page itself.
        if (event.data === "gone") revalidate();
      });
      opened.onerror = () => {
        setLine("lost");
        if (opened.readyState === EventSource.CLOSED) again = setTimeout(connect, AGAIN_MS);
      };
    };
    const look = setInterval(() => {
      if (source?.readyState === EventSource.OPEN && performance.now() - heardAt > SILENT_MS) {
        setLine("lost");
        connect();
      }
    }, LOOK_MS);
    addEventListener("online", connect);
    connect();
    return () => {
      removeEventListener("online", connect);
      clearInterval(look);
      clearTimeout(again);
      source?.close();
    };
  }, [address, revalidate]);

  // The page itself came with its own state; its counter begins when it is alive.
  const [begun, setBegun] = useState<{ view: LiveView; steady: number } | null>(null);
  useEffect(() => setBegun({ view: page, steady: performance.now() }), [page]);
  return useMemo(() => {
    if (heard && heard.view.revision >= page.revision) return { ...heard, line };
    return { view: page, steady: begun?.view === page ? begun.steady : null, line };
  }, [heard, page, begun, line]);
}
