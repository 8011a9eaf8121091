/** How long a stretch of work may hold the event loop; while somebody waits for a page: a page comes round many times before it is done. */
const STRETCH_MS = 20;
const SHORT_MS = 4;
/** So long whoever waits has the loop for themselves, then the work goes on, or it would never end in a busy shop. */
const PATIENCE_MS = 30;

let waiting = 0;

/** Somebody waits for an answer from now on. Returns what to call when they have it; a second call does nothing. */
export function visitorCame(): () => void {
  let isHere = true;
  waiting++;
  return () => {
    if (isHere) waiting--;
    isHere = false;
  };
}

/**
 * For long work in memory: await what this returns once a round, and whoever waits gets a turn whenever a stretch has been long enough.
 *
 * `const breathe = breather(); for (const one of many) { …; await breathe(); }`
 */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < (waiting > 0 ? SHORT_MS : STRETCH_MS)) return;
    await new Promise<void>((resolve) => void setImmediate(resolve));
    for (const began = performance.now(); waiting > 0 && performance.now() - began < PATIENCE_MS;)
      await new Promise<void>((resolve) => void setTimeout(resolve, 1));
    since = performance.now();
  };
}
