import { useEffect, useState } from "react";

/**
 * Milliseconds until `deadline` on the server's clock, counted with this device's steady clock from the server's `now`: a wrong or changed
 * time on the phone changes nothing. Null: no deadline. Never below 0.
 */
export function useTimeLeft(deadline: Date | null, now: Date): number | null {
  const total = deadline ? Math.max(0, deadline.getTime() - now.getTime()) : null;
  const [left, setLeft] = useState(total);
  useEffect(() => {
    setLeft(total);
    if (total === null) return;
    const begun = performance.now();
    const timer = setInterval(() => {
      const rest = Math.max(0, total - (performance.now() - begun));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [total]);
  return left;
}

/** 12:05, or 1:02:05 from an hour on. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const h = Math.floor(seconds / 3600);
  const rest = `${h > 0 ? two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return h > 0 ? `${h}:${rest}` : rest;
}
