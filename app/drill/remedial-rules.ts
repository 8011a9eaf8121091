import { addDays, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";
import { isOutdated } from "./fluency";
import type { Replayed } from "./replay";

const REMEDIAL_TITLE = 60;
export const REMEDIAL_REASON = 500;
/** So many questions are one sitting's work; they fit into one line of the drill. */
export const REMEDIAL_ITEMS = 40;
export const REMEDIAL_PEOPLE = 200;
/** Nobody mends something half a year later. */
const REMEDIAL_DAYS = 180;

/** An answer to a question of a remedial drill, as it stands now. */
export type MendingAnswer = Pick<Replayed, "id" | "at" | "askedAt" | "correct" | "offline" | "ms" | "targetMs"> & { pending?: boolean };

/** How the last answer was. `slow`: right, but not so that it counts: too late, or given without a connection, where nobody knows how long it took. */
export type LastAnswer = "right" | "slow" | "wrong" | "waiting";
export type QuestionStanding = { mendedBy: string | null; mendedAt: Date | null; last: LastAnswer | null; lastAt: Date | null };

/**
 * How a question of a remedial drill stands. It is mended by a right answer within its target, given in a drill with a connection after it was assigned, as long as no wrong one came after
 * that. Once is enough: that it is still remembered days later is fluency's matter, which the same answers feed. A last answer that waits for a supervisor leaves it open until it is graded.
 * Answers to what was asked before a material change say nothing here either. In the order in which they were given, whenever they arrived.
 */
export function standingOf(answers: readonly MendingAnswer[], since: Date, countsSince: Date | null): QuestionStanding {
  const counted = answers
    .filter(({ at, askedAt }) => at >= since && !isOutdated(askedAt, countsSince))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let mended: MendingAnswer | null = null;
  for (const answer of counted) {
    const how = lastOf(answer);
    if (how === "right") mended = answer;
    else if (how === "wrong") mended = null;
  }
  const final = counted.at(-1);
  const last = final ? lastOf(final) : null;
  const holds = last === "waiting" ? null : mended;
  return { mendedBy: holds?.id ?? null, mendedAt: holds?.at ?? null, last, lastAt: final?.at ?? null };
}

function lastOf({ pending, correct, offline, ms, targetMs }: MendingAnswer): LastAnswer {
  if (pending) return "waiting";
  if (!correct) return "wrong";
  return offline || ms > targetMs ? "slow" : "right";
}

/** Whether everything that is still asked is mended. A question that went out of use is asked no more. */
export function isMended(questions: readonly { mendedAt: Date | null; droppedAt: Date | null }[]): boolean {
  return questions.every(({ mendedAt, droppedAt }) => mendedAt !== null || droppedAt !== null);
}

/** How pressing a day is: `late` after it, `soon` on it and on the day before. */
export function pressing(due: PlainDate, today: PlainDate): "late" | "soon" | "open" {
  if (due < today) return "late";
  return due <= addDays(today, 1) ? "soon" : "open";
}

export type RemedialFacts = { title: string; reason: string; due: PlainDate; today: PlainDate; items: number; people: number };

/** What is wrong with a remedial drill that is about to be assigned; empty: nothing. */
export function assignRefusals({ title, reason, due, today, items, people }: RemedialFacts): Refusal[] {
  return [
    ...textRefusals("title", title, REMEDIAL_TITLE),
    ...textRefusals("reason", reason, REMEDIAL_REASON),
    ...(people === 0 ? [{ code: "people_missing", field: "people" }] : []),
    ...(people > REMEDIAL_PEOPLE ? [{ code: "people_too_many", field: "people", params: { count: REMEDIAL_PEOPLE } }] : []),
    ...(items === 0 ? [{ code: "items_missing", field: "items" }] : []),
    ...(items > REMEDIAL_ITEMS ? [{ code: "items_too_many", field: "items", params: { count: REMEDIAL_ITEMS } }] : []),
    ...dueRefusals(due, today),
  ];
}

/** What is wrong with a day by which something is to be mended. */
export function dueRefusals(due: PlainDate, today: PlainDate): Refusal[] {
  if (due < today) return [{ code: "due_past", field: "due" }];
  return due > addDays(today, REMEDIAL_DAYS) ? [{ code: "due_far", field: "due", params: { count: REMEDIAL_DAYS } }] : [];
}

/** What is wrong with words that have to be there. */
export function textRefusals(field: "title" | "reason", text: string, most: number): Refusal[] {
  if (text.trim() === "") return [{ code: `${field}_missing`, field }];
  return text.trim().length > most ? [{ code: `${field}_too_long`, field, params: { count: most } }] : [];
}
