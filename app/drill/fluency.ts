import type { Memory } from "./memory";
import { forgottenAt } from "./memory";

/** Two gradings that count for fluency lie at least so far apart. */
export const APART_MS = 10 * 60_000;

/** A right answer that counts: when it was given and how long it took. */
export type RightAnswer = { at: Date; ms: number };

/**
 * What of a card's gradings fluency rests on: the last two right answers, at least ten minutes apart, without a wrong one since the first of them.
 * Kept by the writer of each grading, so that nobody has to read old ones.
 */
export type Pair = { first: RightAnswer | null; second: RightAnswer | null };

export const NO_PAIR: Pair = { first: null, second: null };

/**
 * The pair after one more grading. Wrong: both are gone. Right, but less than ten minutes after the one before: it takes that one's place only when the
 * other of the pair is far enough away, so that answering every five minutes neither counts twice nor puts off for ever. Answers given
 * offline never count (pass them to the schedule alone).
 */
export function withGrading(pair: Pair, grading: { correct: boolean; at: Date; ms: number }): Pair {
  if (!grading.correct) return NO_PAIR;
  const now = { at: grading.at, ms: grading.ms };
  const { first, second } = pair;
  if (!first) return { first: now, second: null };
  if (!second) return far(first, now) ? { first, second: now } : pair;
  if (far(second, now)) return { first: second, second: now };
  return far(first, now) ? { first, second: now } : pair;
}

/** Whether a question was asked before a material change of what it rests on: then its answer, right or wrong, says nothing of fluency. */
export function isOutdated(askedAt: Date, countsSince: Date | null): boolean {
  return countsSince !== null && askedAt < countsSince;
}

/** From when on another right answer would count; null: at once. */
export function countsFrom({ first, second }: Pair): Date | null {
  const last = second ?? first;
  return last ? new Date(last.at.getTime() + APART_MS) : null;
}

function far(earlier: RightAnswer, later: RightAnswer): boolean {
  return later.at.getTime() - earlier.at.getTime() >= APART_MS;
}

/**
 * Until when the question is fluent, or null when it is not: right in the last two gradings at least ten minutes apart, the median of their two answer times
 * within the target, and then as long as the chance of recall is 0.90. The domain's "Fluency of a question for an agent".
 */
export function fluentUntil(pair: Pair, memory: Memory, targetMs: number): Date | null {
  const { first, second } = pair;
  if (!first || !second) return null;
  const median = (first.ms + second.ms) / 2;
  return median <= targetMs ? forgottenAt(memory) : null;
}
