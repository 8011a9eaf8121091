import type { Locale } from "~/platform/locale";
import type { Reason } from "./schedule";

/** A question that stands in the line. `from`: not before that; null: at any time. */
type Entry = { itemId: string; reason: Reason; from: Date | null };

/**
 * What is left of one go through the bank, and what was found when it was planned: so that a question can be answered and the next one asked without looking at
 * the bank again.
 */
export type Line = {
  plannedAt: Date;
  readyBy: Date | null;
  /** How the required part of the bank stands. */
  required: number;
  fluent: number;
  /** All that was to be asked then stands in it, or stood. */
  whole: boolean;
  /** Planned from a chosen set: when it is used up it is over. */
  chosen: boolean;
  /** The language in which its questions are asked, and said what is right. */
  locale: Locale;
  order: readonly Entry[];
};

/** So many stand in a line at most. */
export const LINE_MOST = 40;
/** What was right may be asked again after ten minutes; until then a whole line lacks nothing but what was answered in it, and that it gets back. */
const HOLDS_MS = 10 * 60_000;

/** The next `want` of a line besides those that are `held`: what came due of the short steps, then the others in their order. */
export function nextOf(line: Line, now: Date, held: ReadonlySet<string>, want: number): Entry[] {
  const free = line.order.filter(({ itemId }) => !held.has(itemId));
  const steps = free.flatMap((entry) => (entry.from && entry.from <= now ? [entry] : []));
  steps.sort((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0));
  return [...steps, ...free.filter(({ from }) => from === null)].slice(0, want);
}

/** The line without these. */
export function without(line: Line, items: ReadonlySet<string>): Line {
  return { ...line, order: line.order.filter(({ itemId }) => !items.has(itemId)) };
}

/** The line after an answer: the standing has moved, and a question in its short steps comes again. */
export function afterAnswer(line: Line, answer: { itemId: string; standing: number; stepAt: Date | null }): Line {
  const { itemId, standing, stepAt } = answer;
  const others = line.order.filter((entry) => entry.itemId !== itemId);
  const order = stepAt ? [...others.slice(0, LINE_MOST - 1), { itemId, reason: "step" as const, from: stepAt }] : others;
  return { ...line, fluent: line.fluent + standing, order };
}

/** Whether a go has to be planned anew to have more questions than the line gave. */
export function isSpent(line: Line, now: Date): boolean {
  const age = now.getTime() - line.plannedAt.getTime();
  return !line.chosen && (!line.whole || age >= HOLDS_MS);
}
