import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { monthOf } from "~/results/measures";
import { isWorkingDay, type WorkingDays } from "~/people/working-days";

/** The days of a month that count, and how an agent's work was divided over them. Pure. */

/** The last day of the month in which `day` lies. */
export function lastOf(day: PlainDate): PlainDate {
  return addDays(addMonths(monthOf(day), 1), -1);
}

/** The month whose days were asked for last: people are scored by the thousand, of one month. */
let latest: { first: PlainDate; days: readonly PlainDate[] } | null = null;

/** The days of the month in which `day` lies, in order. */
export function daysOf(day: PlainDate): readonly PlainDate[] {
  const first = monthOf(day);
  if (latest?.first === first) return latest.days;
  const last = lastOf(day);
  const days = [first];
  for (let at = first; at < last; days.push(at)) at = addDays(at, 1);
  latest = { first, days };
  return days;
}

/** A stretch of days [from, to), open where `to` is null. */
export type Span = { from: PlainDate; to: PlainDate | null };
const covers = ({ from, to }: Span, day: PlainDate) => from <= day && (to === null || day < to);

/** The team's working days of a month, and those on which the person was active: the part of the bonus that is paid (2-domain, "Active part of the month"). */
export function activePart(calendar: WorkingDays, month: PlainDate, active: readonly Span[]): { active: number; working: number } {
  const working = daysOf(month).filter((day) => isWorkingDay(calendar, day));
  return { active: working.filter((day) => active.some((span) => covers(span, day))).length, working: working.length };
}

/** A dated set of stores with their shares in whole percent. */
export type ShareSet = Span & { shares: readonly { storeId: string; share: number }[] };

/**
 * How an agent's month is divided over stores: each active day counts with the shares of the set that holds on it, so that a set changed in mid-month counts for its days. Weights in
 * proportion, in the order in which stores first come up; empty where none was assigned.
 */
export function storeWeights(month: PlainDate, active: readonly Span[], sets: readonly ShareSet[]): { storeId: string; weight: number }[] {
  const weights = new Map<string, number>();
  for (const day of daysOf(month)) {
    if (!active.some((span) => covers(span, day))) continue;
    for (const { storeId, share } of sets.find((set) => covers(set, day))?.shares ?? [])
      weights.set(storeId, (weights.get(storeId) ?? 0) + share);
  }
  return [...weights].map(([storeId, weight]) => ({ storeId, weight }));
}
