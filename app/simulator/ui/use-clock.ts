import { createContext, useContext, useEffect, useState } from "react";

/** A moment of the run on the server's clock, and this page's own steady counter then; before the script runs there is none. */
export type ClockBase = { at: number; steady: number | null };

/** The clock of the run that is played. */
export const RunClock = createContext<ClockBase>({ at: 0, steady: null });

const TICK_MS = 250;

/** Milliseconds since the run began: the server's time, counted on by a counter that nobody can set. */
export function useRunNow(): number {
  const base = useContext(RunClock);
  const [now, setNow] = useState(base.at);
  useEffect(() => {
    const { at, steady } = base;
    if (steady === null) return setNow(at);
    const tick = () => setNow(at + performance.now() - steady);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [base]);
  return now;
}
