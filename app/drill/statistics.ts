/** What the counts of a question say. Pure; the counts are made by `count.server.ts`. */

import type { Share } from "~/platform/shares";

/** Below so many answers nothing is said at all: a share of nine or fewer jumps with every one. */
export const SHOWN_FROM = 10;

/** The steps in which answer times are counted: eight to each doubling from 0.25 s, so that a median read from them is off by 9 % at most. */
export const TIME_BOUNDS: readonly number[] = Array.from({ length: 97 }, (_, i) => Math.round(250 * 2 ** (i / 8)));

/** How many times fell into a step; step 0 lies below the first bound, step i between the bounds i − 1 and i. */
export type Steps = readonly { step: number; n: number }[];

/** The median of times that were counted in steps, in ms: within its step by the share of the times below it. Null when there are none. */
export function medianMs(steps: Steps): number | null {
  const total = steps.reduce((sum, { n }) => sum + n, 0);
  if (total <= 0) return null;
  let below = 0;
  for (const { step, n } of steps.toSorted((a, b) => a.step - b.step)) {
    if (below + n < total / 2) {
      below += n;
      continue;
    }
    const from = TIME_BOUNDS[step - 1] ?? 0;
    const to = TIME_BOUNDS[step] ?? from;
    return Math.round(from + ((to - from) * (total / 2 - below)) / n);
  }
  return null;
}

/** Sums over answers: whether each was right (x, 0 or 1) and the share of all other questions of its sitting (y). */
export type RestSums = { n: number; x: number; y: number; yy: number; xy: number };

/**
 * Discrimination: the point-biserial correlation of an answer with the rest of its sitting, the question itself left out. Positive: who knows more answers it
 * right more often. Null where nothing varies. Whole sums keep it exact up to the last division.
 */
export function pointBiserial({ n, x, y, yy, xy }: RestSums): number | null {
  // Of 0 and 1 the squares are the values themselves.
  const spread = (n * x - x * x) * (n * yy - y * y);
  return n > 1 && spread > 0 ? (n * xy - x * y) / Math.sqrt(spread) : null;
}

/** What may be amiss with a question, the gravest first. */
export const flagNames = ["negative", "too_hard", "never_picked", "too_easy", "slow"] as const;
export type Flag = (typeof flagNames)[number];

/** How much each weighs when questions are sorted by trouble: what misleads who knows comes before what is only a waste of time. */
const WEIGHTS: Record<Flag, number> = { negative: 100, too_hard: 40, never_picked: 15, too_easy: 10, slow: 5 };

/** How much is amiss, all in all. */
export function troubleOf(flags: readonly Flag[]): number {
  return flags.reduce((sum, flag) => sum + WEIGHTS[flag], 0);
}

/** When a question is flagged, as the rules of the drill say it: from so many answers on, above and below so many per cent. */
export type FlagRules = { answers: number; too_easy: number; too_hard: number };

export type Figures = {
  /** First answers: the honest measure of how hard it is, since later ones were told the key. */
  firsts: Share;
  rest: RestSums;
  /** How often each option was picked; null: a type without options. `answers`: by how many. */
  picks: ReadonlyMap<string, number> | null;
  options: readonly string[];
  answers: number;
  /** Of right answers in drills, how many there are and their median. */
  drilled: { n: number; medianMs: number | null };
  targetMs: number;
};

/** The options that nobody picked although enough people answered. */
export function neverPicked({ picks, options, answers }: Pick<Figures, "picks" | "options" | "answers">, rules: FlagRules): string[] {
  return picks && answers >= rules.answers ? options.filter((id) => (picks.get(id) ?? 0) === 0) : [];
}

/** What is amiss with a question by its figures. */
export function flagsOf(figures: Figures, rules: FlagRules): Flag[] {
  const { firsts, rest, drilled, targetMs } = figures;
  const isKnown = firsts.of >= rules.answers;
  const correlation = rest.n >= rules.answers ? pointBiserial(rest) : null;
  const isFlagged: Record<Flag, boolean> = {
    negative: correlation !== null && correlation < 0,
    too_hard: isKnown && firsts.part * 100 < rules.too_hard * firsts.of,
    too_easy: isKnown && firsts.part * 100 > rules.too_easy * firsts.of,
    never_picked: neverPicked(figures, rules).length > 0,
    slow: drilled.n >= rules.answers && drilled.medianMs !== null && drilled.medianMs > targetMs,
  };
  return flagNames.filter((flag) => isFlagged[flag]);
}
