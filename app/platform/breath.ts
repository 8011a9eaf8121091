/** How long a stretch of work may hold the event loop. */
const STRETCH_MS = 20;

/**
 * For long work in memory: await what this returns once a round, and whoever waits gets a turn whenever a stretch has been long enough.
 *
 * `const breathe = breather(); for (const one of many) { …; await breathe(); }`
 */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await new Promise<void>((resolve) => void setImmediate(resolve));
    since = performance.now();
  };
}
