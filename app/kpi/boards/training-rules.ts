import { type Correlation, type Pair, spearman } from "~/platform/correlation";
import { addMonths, type PlainDate } from "~/platform/dates";
import { monthOf } from "~/results/measures";

/** Whether what somebody learned foretells what they reach (issue "Boards"). Pure. */

/** Of fewer people nothing is said. */
export const ENOUGH = 20;
/** The newest activations are looked at; a larger shop's earlier ones tell of other training. */
export const NEWEST = 500;
/** People who are named below. */
export const NAMED = 50;
/** Whole months after the activation that are looked at. */
const MONTHS = 3;

/** What was known of somebody before their activation: the share of required questions they were fluent in, days until all were, the first desk exam's score. */
export const foretellers = ["mastery", "exam", "days"] as const;
export type Foreteller = (typeof foretellers)[number];

/** The first month that counts: the whole one after the activation, or that of the activation itself where it was on the first day. */
export function firstMonth(activatedOn: PlainDate): PlainDate {
  return activatedOn.endsWith("-01") ? activatedOn : addMonths(monthOf(activatedOn), 1);
}

/** The first month after those that count. */
export function monthsEnd(activatedOn: PlainDate): PlainDate {
  return addMonths(firstMonth(activatedOn), MONTHS);
}

/** Who was activated, and when; paid × 100 and inquiries of those months in stores that had enough of them. */
export type Activated = Record<Foreteller, number | null> & {
  activatedOn: PlainDate;
  left: boolean;
  paidPercent: number;
  inquiries: number;
};

/** Counted: the months are over, or the person left before. Running: they are not. Silent: there is nothing of them to count. */
export function standingOf({ activatedOn, left, inquiries }: Activated, present: PlainDate): "counted" | "running" | "silent" {
  if (monthsEnd(activatedOn) > present && !left) return "running";
  return inquiries > 0 ? "counted" : "silent";
}

/** What can be said: too few; everybody alike in one of the two; no connection within the interval; the more of it the more conversion (`with`), or the less (`against`). */
export type Verdict = "too_little" | "alike" | "nothing" | "with" | "against";
export type Foretold = { of: Foreteller; points: Pair[]; correlation: Correlation | null; verdict: Verdict };

/** One thing known before against the conversion after, of those of whom both are known. */
export function foretold(of: Foreteller, people: readonly Activated[]): Foretold {
  const points = people.flatMap((one): Pair[] =>
    one[of] === null || one.inquiries === 0 ? [] : [[one[of], one.paidPercent / one.inquiries]],
  );
  const correlation = points.length < ENOUGH ? null : spearman(points);
  return { of, points, correlation, verdict: verdictOf(points.length, correlation) };
}

function verdictOf(n: number, correlation: Correlation | null): Verdict {
  if (n < ENOUGH) return "too_little";
  if (!correlation) return "alike";
  const { by, interval } = correlation;
  if (interval && interval.low <= 0 && interval.high >= 0) return "nothing";
  return by > 0 ? "with" : "against";
}
