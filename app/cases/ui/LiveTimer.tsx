import { useEffect, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { liveMessages } from "../messages.live";
import type { Live } from "./use-live";

const TICK_MS = 250;

/** Minutes and seconds: 4:07. */
function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What is left of the time of the case on the screen, and by how much it is over: the server's clock, counted on here. */
export function LiveTimer({ view, steady }: Pick<Live, "view" | "steady">) {
  const t = useT(liveMessages);
  const [now, setNow] = useState<number | null>(null);
  const isRunning = view.timer?.isRunning === true;
  useEffect(() => {
    const tick = () => setNow(performance.now());
    tick();
    if (!isRunning) return;
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning, view]);
  if (!view.timer) return null;
  const since = isRunning && steady !== null && now !== null ? Math.max(0, now - steady) : 0;
  // A second is shown until it is over.
  const left = Math.ceil((view.timer.limitMs - view.timer.ranMs - since) / 1000) * 1000;
  const isOver = left < 0;
  const time = clockOf(Math.abs(left));
  return (
    <p
      role="timer"
      className={classes(
        "flex flex-wrap items-baseline gap-x-2 text-xl font-semibold tabular-nums sm:text-2xl",
        isOver && "rounded-box bg-blocked-soft px-2 text-blocked-ink",
      )}
    >
      {isOver ? (
        t("timer.over", { time })
      ) : (
        <>
          <span className="sr-only">{t("timer.left", { time })}</span>
          <span aria-hidden>{time}</span>
        </>
      )}
      {!isRunning && <span className="text-base font-normal text-muted">{t("timer.paused")}</span>}
    </p>
  );
}
