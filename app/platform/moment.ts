/**
 * A point in time as a browser knows it: by its clock, which somebody may set, and by the counter of one page, which only runs forward but stands still
 * while the device sleeps.
 */
export type Moment = { wall: number; page: number; run: number };

/** This moment, in a browser's page or worker. */
export function momentNow(): Moment {
  return { wall: Date.now(), page: performance.timeOrigin, run: performance.now() };
}

/** The ms from one moment to a later one, at least 0: by whatever ran further, so that neither a clock set back nor a sleep makes it too short. */
export function msBetween(from: Moment, to: Moment): number {
  const run = from.page === to.page ? to.run - from.run : 0;
  return Math.round(Math.max(0, run, to.wall - from.wall));
}
