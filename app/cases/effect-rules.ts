import { addDays, type PlainDate } from "~/platform/dates";
import { difference, type Difference, type Share } from "~/platform/shares";

/** Whether an action did any good. Pure. Source: the domain document, "Effect". */

/** So many weeks before an action are compared with as many after it. */
export const WEEKS = 4;
/** Fewer than that on a side say nothing. */
export const ENOUGH = 100;

const WEEK_DAYS = 7;

/** Days from `from` to `to`, both counted. */
export type Span = { from: PlainDate; to: PlainDate };

/** The four weeks before the day on which an action was done, and the four after it; that day belongs to neither: nobody knows the hour. */
export function spansAround(done: PlainDate): { before: Span; after: Span } {
  const days = WEEKS * WEEK_DAYS;
  return { before: { from: addDays(done, -days), to: addDays(done, -1) }, after: { from: addDays(done, 1), to: addDays(done, days) } };
}

/** The single weeks of both spans, in their order: what a chart shows. */
export function weeksAround(done: PlainDate): Span[] {
  const { before, after } = spansAround(done);
  return [before, after].flatMap(({ from }) =>
    Array.from({ length: WEEKS }, (_, week) => ({
      from: addDays(from, week * WEEK_DAYS),
      to: addDays(from, week * WEEK_DAYS + WEEK_DAYS - 1),
    })),
  );
}

/**
 * What is counted. `paid`: of the inquiries that met the reason's exposure rule, those that were paid: more is better. `found`: of the chats drawn at random and checked, those
 * that carry the reason, where no rule can see it in the counts of a chat: less is better.
 */
export type Measure = "paid" | "found";

/**
 * What came of it.
 * - `running`: the four weeks after it are not over, and it is too early to say
 * - `too_little`: fewer than a hundred on a side
 * - `helped`, `harmed`: the whole 95 % interval lies on one side of nought
 * - `nothing`: it does not
 */
export type Verdict = "running" | "too_little" | "helped" | "nothing" | "harmed";

export type Effect = { before: Share; after: Share; difference: Difference | null; verdict: Verdict };

/** What an action did, by what was counted in the weeks around it. `isOver`: the weeks after it have passed. */
export function effectOf({ before, after, measure, isOver }: { before: Share; after: Share; measure: Measure; isOver: boolean }): Effect {
  const by = difference(before, after);
  return { before, after, difference: by, verdict: verdictOf() };

  function verdictOf(): Verdict {
    if (!isOver) return "running";
    if (!by || Math.min(before.of, after.of) < ENOUGH) return "too_little";
    if (by.low <= 0 && by.high >= 0) return "nothing";
    return by.low > 0 === (measure === "paid") ? "helped" : "harmed";
  }
}

/** The sum of shares, as if they had been counted at once. */
export function together(shares: readonly Share[]): Share {
  return shares.reduce((sum, { part, of }) => ({ part: sum.part + part, of: sum.of + of }), { part: 0, of: 0 });
}
