import type { Customer, Simulation } from "~/curriculum/pack-simulation";
import { gradeRun } from "~/curriculum/simulation-grade";
import { playedWith, saidIn } from "~/curriculum/simulation-played";
import type { LintTerm } from "~/wording/lint";
import { type ChatLine, type CustomerState, LONGEST_RUN_MS, stateAt } from "~/curriculum/simulation-run";
import type { Locale } from "~/platform/locale";

/** A turn of a chat: where it stood, what the customer had said, and what the agent said to it. `points`: those that were found in it. */
export type ModelTurn = { node: string | null; customer: string[]; agent: string[]; points: string[] };

/** What a model says is known to be clean: it is read for its points alone. */
const NO_TERMS: readonly LintTerm[] = [];

/** Where a chat stands at one of its lines: at the node of the last line before it that was not the agent's. */
export function nodeAt(lines: readonly ChatLine[], line: number): string | null {
  const before = lines.slice(0, line).findLast(({ who }) => who !== "agent");
  return before && before.who !== "agent" ? before.node : null;
}

/** What the customer said right before a line. */
export function askedBefore(lines: readonly ChatLine[], line: number): string[] {
  const said: string[] = [];
  for (const { who, text } of lines.slice(0, line).reverse()) {
    if (who === "agent") break;
    said.unshift(text);
  }
  return said;
}

/** The chat as its model run has it, turn by turn; and with what it ends. */
export function modelChat(simulation: Simulation, customer: Customer, locale: Locale): { turns: ModelTurn[]; closing: string | null } {
  const alone = { ...simulation, customers: [customer] };
  const { events } = playedWith(simulation, customer, saidIn(customer.model_run, locale), locale, NO_TERMS);
  const state = stateAt(alone, locale, events, LONGEST_RUN_MS, NO_TERMS);
  const [own] = state.customers;
  const [grade] = gradeRun(alone, state).customers;
  if (!own || !grade) return { turns: [], closing: null };
  const turns = grade.turns.map(({ lines, points }): ModelTurn => {
    const first = lines[0] ?? 0;
    return {
      node: nodeAt(own.lines, first),
      customer: askedBefore(own.lines, first),
      agent: lines.flatMap((at) => own.lines[at]?.text ?? []),
      points,
    };
  });
  return { turns, closing: closingOf(own) };
}

const closingOf = ({ ended, lines }: CustomerState): string | null => (ended ? (lines[ended.line]?.text ?? null) : null);
