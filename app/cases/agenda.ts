import { addDays, type PlainDate, timeOfDay, weekdayOf } from "~/platform/dates";
import { type Features, likeness, TOGETHER } from "./likeness";

/** When a team meets unless it says otherwise: Friday at four, about eight cases: what an hour holds. */
export const USUAL_TIME = { weekday: 5, hour: 16, cases: 8 } as const;
export type MeetingTime = { weekday: number; hour: number; cases: number };

/** A case that may go on an agenda. `worthFen` and `times` with all that it stands for. */
export type Candidate = Features & { id: string; kind: "lost" | "excellent"; worthFen: number; times: number; madeAt: Date };
/** A place on an agenda: a case, and those that are spoken of with it. */
export type AgendaGroup = { caseId: string; with: string[]; worthFen: number; times: number };

/**
 * What a meeting speaks of, the weightiest first: lost money × how often (2-domain, Weekly meeting). Cases that are alike stand together under the dearest of them, and count together. Of the
 * same weight the more frequent comes first, then the older. `most` groups of lost orders; every excellent chat stands at the end, the oldest first.
 */
export function drawAgenda(candidates: readonly Candidate[], most: number): AgendaGroup[] {
  const byWorth = candidates
    .filter(({ kind }) => kind === "lost")
    .sort((a, b) => b.worthFen - a.worthFen || b.times - a.times || a.madeAt.getTime() - b.madeAt.getTime() || (a.id < b.id ? -1 : 1));
  const groups: { head: Candidate; rest: Candidate[] }[] = [];
  for (const one of byWorth) {
    const like = groups.find(({ head }) => likeness(head, one) >= TOGETHER);
    if (like) like.rest.push(one);
    else groups.push({ head: one, rest: [] });
  }
  const sums = groups.map(({ head, rest }) => {
    const all = [head, ...rest];
    const sum = (of: "worthFen" | "times") => all.reduce((total, one) => total + one[of], 0);
    return { head, with: rest.map(({ id }) => id), worthFen: sum("worthFen"), times: sum("times") };
  });
  const lost = sums
    .sort((a, b) => b.worthFen * b.times - a.worthFen * a.times || b.times - a.times || a.head.madeAt.getTime() - b.head.madeAt.getTime())
    .slice(0, most);
  const excellent = candidates
    .filter(({ kind }) => kind === "excellent")
    .sort((a, b) => a.madeAt.getTime() - b.madeAt.getTime() || (a.id < b.id ? -1 : 1));
  return [
    ...lost.map(({ head, ...rest }) => ({ caseId: head.id, ...rest })),
    ...excellent.map(({ id, times }) => ({ caseId: id, with: [], worthFen: 0, times })),
  ];
}

/** The Monday of the week of a day. */
export const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekdayOf(day));

/** When a team meets in the week of a Monday. */
export function plannedFor(week: PlainDate, time: MeetingTime, zone: string): Date {
  return timeOfDay(addDays(week, time.weekday - 1), time.hour * 60, zone);
}

/** The week whose meeting is next: this one until a day after its time, then the next. */
export function weekOfNext(today: PlainDate, time: MeetingTime): PlainDate {
  const week = mondayOf(today);
  return today > addDays(week, time.weekday) ? addDays(week, 7) : week;
}

/** An agenda draws itself two days before its meeting: time enough to look through it. */
const DAYS_BEFORE = 2;

/** Whether the agenda of a meeting should be there. */
export function isTimeToDraw(today: PlainDate, week: PlainDate, time: MeetingTime): boolean {
  return today >= addDays(week, time.weekday - 1 - DAYS_BEFORE);
}
