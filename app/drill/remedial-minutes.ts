/** Reading what was wrong takes about so long. */
const READING_MS = 5000;

/** About how many minutes a set takes: each question once, in its target, and what is said of it. */
export function minutesFor(targets: readonly number[]): number {
  return Math.max(1, Math.ceil(targets.reduce((sum, ms) => sum + ms + READING_MS, 0) / 60_000));
}
