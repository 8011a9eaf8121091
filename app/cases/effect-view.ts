import type { PlainDate } from "~/platform/dates";
import { addDays } from "~/platform/dates";
import type { Share } from "~/platform/shares";
import { type Effect, effectOf, type Measure, type Span, spansAround, together, weeksAround } from "./effect-rules";
import { exposureOf } from "./exposure-of";
import { isLossReason, type LossReason, lossReasonNames } from "./reasons";

/** So many weeks are looked at together: half a year. */
export const LOOKED_AT = 26;

/** What was counted on a day: of the chats that a reason concerns, how many. */
export type DayCount = { reason: LossReason; day: PlainDate; part: number; of: number };

/** An action that is done: of a case with these reasons, on this day. */
export type DoneAction = {
  id: string;
  kind: string;
  note: string;
  number: number;
  caseTitle: string;
  reasons: readonly string[];
  products: readonly string[];
  done: PlainDate;
};

/** An action and what it did to one reason. `with`: others to the same reason whose weeks lie over its own: nobody can tell which of them it was. */
export type MeasuredAction = Omit<DoneAction, "reasons"> & { reason: LossReason; effect: Effect; with: number };

/** A week of a reason, for the chart. */
export type Week = Span & Share;

/** A reason: week by week, with the actions against it, the newest first. */
export type ReasonEffects = { reason: LossReason; measure: Measure; weeks: Week[]; actions: MeasuredAction[] };

/** How a reason is measured: by what was paid where a rule sees it, else by what checks find. */
export const measureOf = (reason: LossReason): Measure => (exposureOf(reason) === null ? "found" : "paid");

/** Sums up days of a reason. */
const within = (counts: readonly DayCount[], { from, to }: Span): Share => together(counts.filter(({ day }) => day >= from && day <= to));

/** The effect of one action on one reason, and its eight weeks for a chart. `today`: the weeks after it are over when their last day has passed. */
export function actionEffect(
  counts: readonly DayCount[],
  reason: LossReason,
  done: PlainDate,
  today: PlainDate,
): { effect: Effect; weeks: Week[] } {
  const { before, after } = spansAround(done);
  const measured = { before: within(counts, before), after: within(counts, after), measure: measureOf(reason), isOver: after.to < today };
  return { effect: effectOf(measured), weeks: weeksAround(done).map((week) => ({ ...week, ...within(counts, week) })) };
}

/**
 * All reasons against which something was done or of which something was counted in a period that ends with `today`: those with actions first, then by how many chats they concern. Weeks run
 * back from today, the oldest first.
 */
export function effectsByReason(
  counts: readonly DayCount[],
  actions: readonly DoneAction[],
  { today, weeks }: { today: PlainDate; weeks: number },
): ReasonEffects[] {
  const spans = Array.from({ length: weeks }, (_, i) => {
    const to = addDays(today, -7 * (weeks - 1 - i));
    return { from: addDays(to, -6), to };
  });
  const first = spans[0]?.from ?? today;
  return lossReasonNames
    .map((reason): ReasonEffects => {
      const own = counts.filter((count) => count.reason === reason);
      const done = actions.filter((one) => one.done >= first && one.reasons.filter(isLossReason).includes(reason));
      return {
        reason,
        measure: measureOf(reason),
        weeks: spans.map((span) => ({ ...span, ...within(own, span) })),
        actions: done
          .map(({ reasons: _reasons, ...action }) => ({
            ...action,
            reason,
            effect: actionEffect(own, reason, action.done, today).effect,
            with: done.filter(({ id, done: other }) => id !== action.id && overlaps(action.done, other)).length,
          }))
          .sort((a, b) => b.done.localeCompare(a.done)),
      };
    })
    .filter(({ actions: some, weeks: all }) => some.length > 0 || all.some(({ of }) => of > 0))
    .sort((a, b) => b.actions.length - a.actions.length || together(b.weeks).of - together(a.weeks).of);
}

/** Whether one action fell into the weeks that another is measured by. */
function overlaps(done: PlainDate, other: PlainDate): boolean {
  const { before, after } = spansAround(done);
  return other >= before.from && other <= after.to;
}
