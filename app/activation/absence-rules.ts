import { addDays, daysBetween, type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import type { AwayFact } from "./gate-facts";

/**
 * Days on end without the desk: records that overlap, or between which lies no day on which anybody of the team works, are one stretch. It is named by the record that begins it; of several
 * that do, by the first of their ids. `to` null: it goes on.
 */
export function stretchesOf(records: readonly AwayFact[], isOff: (day: PlainDate) => boolean): AwayFact[] {
  const sorted = records.toSorted((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  const found: AwayFact[] = [];
  for (const record of sorted) {
    if (record.to !== null && record.to < record.from) continue;
    const last = found.at(-1);
    if (!last || !follows(last.to, record.from, isOff)) found.push({ ...record });
    else last.to = last.to === null || record.to === null ? null : last.to > record.to ? last.to : record.to;
  }
  return found;
}

/** No gap is bridged that is longer than any holiday. */
const LONGEST_HOLIDAY = 20;

function follows(end: PlainDate | null, next: PlainDate, isOff: (day: PlainDate) => boolean): boolean {
  if (end === null || next <= addDays(end, 1)) return true;
  const gap = daysBetween(end, next) - 1;
  if (gap > LONGEST_HOLIDAY) return false;
  return Array.from({ length: gap }, (_, i) => addDays(end, i + 1)).every(isOff);
}

type Ground = {
  zone: string;
  /** When the gate was opened: what lies before does not count, nor does that day. */
  since: Date;
  /** When tests were begun that were passed: who sat one was there. */
  passes: readonly Date[];
};

/**
 * The stretches by which a clearance lapses after `days` days on end, each with the instant at which it does, whether that has come or not; what was tested since is no more. A test in the
 * middle of a stretch begins the count anew.
 */
export function lapsesByAbsence(stretches: readonly AwayFact[], days: number, { zone, since, passes }: Ground): { id: string; at: Date }[] {
  const dayAfter = (instant: Date) => addDays(plainDateIn(zone, instant), 1);
  return stretches.flatMap(({ id, from, to }) => {
    const present = [since, ...passes].map(dayAfter).filter((day) => day > from && (to === null || day <= addDays(to, 1)));
    const start = [from, ...present].sort().at(-1) ?? from;
    if (to !== null && to < addDays(start, days - 1)) return [];
    const at = startOfDay(addDays(start, days), zone);
    if (at <= since || passes.some((pass) => pass >= at)) return [];
    return [{ id, at }];
  });
}
