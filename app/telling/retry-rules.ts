import type { Heard } from "~/platform/outgoing.server";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Minutes to wait after each failure; the last one goes on. */
const WAITS = [1, 2, 5, 10, 30, 60, 120, 240, 360];

/** For how long something is tried: a day from when it was to be sent first. */
export const TRIED_FOR_MS = DAY;
/** Days of nothing but failures after which an endpoint is paused. */
export const PAUSE_AFTER_DAYS = 3;
/** Failed answers one after the other that end a round; what never answers at all ends it at once. */
export const FAILURES_A_ROUND = 5;
/** How long the secret before goes on signing after a change. */
export const OVERLAP_MS = DAY;
/** How long deliveries are kept. */
export const KEPT_DAYS = 90;

/** Whether it got through: any 2xx. A redirect is not followed and counts as a failure. */
export function gotThrough(heard: Heard): boolean {
  return "status" in heard && heard.status >= 200 && heard.status < 300;
}

/**
 * What becomes of a delivery after its attempt number `attempts` failed at `now`: tried again at a time, at the latest when its day ends; given up when that is over.
 */
export function afterFailure(delivery: { attempts: number; giveUpAt: Date }, now: Date): { nextAt: Date } | "given_up" {
  if (now >= delivery.giveUpAt) return "given_up";
  const wait = WAITS[Math.min(delivery.attempts, WAITS.length) - 1] ?? 1;
  return { nextAt: new Date(Math.min(now.getTime() + wait * MINUTE, delivery.giveUpAt.getTime())) };
}

/** Whether an endpoint that has failed since then is to be paused. */
export function isHopeless(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= PAUSE_AFTER_DAYS * DAY;
}
