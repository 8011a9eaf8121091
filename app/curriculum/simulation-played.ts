import type { Locale } from "~/platform/locale";
import type { Customer, Simulation } from "./pack-simulation";
import type { LintTerm } from "~/wording/lint";
import { LONGEST_RUN_MS, type RunEvent, stateAt } from "./simulation-run";

/** Chats played to their end by what a file says of them: the runs of the endings, and the model run. */

export type Say = { after_s: number; text: string };
/** `unused`: how many replies came after the end. */
export type Played = { events: RunEvent[]; ending: string | null; unused: number };

/**
 * The chat with one customer, answered each time they wait: each reply so long after their last line. When the replies are used up nobody answers any more.
 */
export function playedWith(
  simulation: Simulation,
  customer: Customer,
  says: readonly Say[],
  locale: Locale,
  terms: readonly LintTerm[],
): Played {
  const alone = { ...simulation, customers: [customer] };
  const events: RunEvent[] = [];
  let used = 0;
  for (const { after_s, text } of says) {
    const asked = lastLine(alone, events, locale, terms);
    if (asked === null) break;
    events.push({ at: asked + after_s * 1000, kind: "reply", customer: customer.slug, text });
    used++;
  }
  const [last] = stateAt(alone, locale, events, LONGEST_RUN_MS, terms).customers;
  return { events, ending: last?.ended?.ending.slug ?? null, unused: says.length - used };
}

/** When the customer, after these replies, has said all that they say before they wait again; null: the chat is over, or goes on for days. */
function lastLine(alone: Simulation, events: readonly RunEvent[], locale: Locale, terms: readonly LintTerm[]): number | null {
  for (let at = events.at(-1)?.at ?? 0; at <= LONGEST_RUN_MS;) {
    const [state] = stateAt(alone, locale, events, at, terms).customers;
    if (!state?.next) return null;
    if (state.next.kind === "leaves") return state.lines.at(-1)?.at ?? null;
    at = state.next.at;
  }
  return null;
}

/** What a run of a file says, in one language. */
export const saidIn = (run: Customer["model_run"], locale: Locale): Say[] =>
  run.map(({ after_s, text }) => ({ after_s, text: text[locale] }));
