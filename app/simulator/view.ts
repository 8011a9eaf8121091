import { pick } from "~/platform/locale";
import type { Customer, Simulation } from "~/curriculum/pack-simulation";
import type { ChatLine, CustomerState, RunState } from "~/curriculum/simulation-run";
import type { SentMessage, StoredRun } from "./run.server";

/** What a trainee's page may know of a run while it is played. Nothing of what is to come, of what is listened for, or of how it is graded. Pure. */

export type LineView = { who: "customer" | "scene"; at: number; text: string } | { who: "agent"; at: number; text: string; id: string };

/** The chat with a customer who has come. Times in milliseconds since the run began. */
export type ChatView = {
  slug: string;
  name: string;
  lines: LineView[];
  /** Since when the customer waits for a reply; null: nobody waits. */
  waitingSince: number | null;
  /** Up to this wait a reply is as fast as it should be. */
  limitMs: number;
  /** The customer has gone. */
  isGone: boolean;
  /** What is known of the customer by now. */
  facts: { slug: string; name: string; value: string }[];
};

export type RunView = {
  /** The moment at which it stands so, on the server's clock. */
  at: number;
  /** The same as long as nothing is there that was not there before. */
  mark: string;
  /** Ask again after so many milliseconds. */
  again: number;
  isOver: boolean;
  /** In the order in which the customers came. */
  chats: ChatView[];
};

/** Longer nobody waits with asking: then what comes next says nothing of when somebody will lose patience, and what another window sent is there soon. */
const ASK_AT_LEAST_MS = 2000;
/** The moment itself must be over. */
const AFTER_MS = 30;

/** What the page may know of a run that stands so. */
export function viewOf(run: Pick<StoredRun, "simulation" | "messages" | "locale">, state: RunState): RunView {
  const { simulation, messages } = run;
  const chats = state.customers.flatMap((own, index) => {
    const customer = simulation.customers[index];
    return customer && own.arrived ? [{ index, came: own.lines[0]?.at ?? 0, chat: chatOf(run, customer, own, messages) }] : [];
  });
  chats.sort((a, b) => a.came - b.came || a.index - b.index);
  return {
    at: state.at,
    mark: markOf(state),
    again: askAgainAfter(state),
    isOver: state.isOver,
    chats: chats.map(({ chat }) => chat),
  };
}

/** Everything that a page shows comes with a line. */
function markOf({ customers, isOver }: RunState): string {
  return `${customers.map(({ lines }) => lines.length).join(".")}${isOver ? " over" : ""}`;
}

/** See `RunView.again`. */
function askAgainAfter({ at, customers }: RunState): number {
  const next = Math.min(...customers.map((customer) => customer.next?.at ?? Infinity));
  return Math.min(ASK_AT_LEAST_MS, Math.max(0, next - at) + AFTER_MS);
}

function chatOf(
  { simulation, locale }: Pick<StoredRun, "simulation" | "locale">,
  { slug, name, facts }: Customer,
  own: CustomerState,
  messages: readonly SentMessage[],
): ChatView {
  // No two messages of a run have the same time.
  const ids = new Map(messages.filter(({ customer }) => customer === slug).map((message) => [message.at, message.id]));
  return {
    slug,
    name: pick(name, locale),
    lines: own.lines.map((line) => lineOf(line, ids)),
    waitingSince: own.waitingSince,
    limitMs: limitOf(simulation, own) * 1000,
    isGone: own.ended !== null,
    facts: facts
      .filter((fact) => own.facts.includes(fact.slug))
      .map((fact) => ({ slug: fact.slug, name: pick(fact.name, locale), value: pick(fact.value, locale) })),
  };
}

function lineOf({ who, at, text }: ChatLine, ids: ReadonlyMap<number, string>): LineView {
  return who === "agent" ? { who, at, text, id: ids.get(at) ?? "" } : { who, at, text };
}

function limitOf({ limits }: Simulation, { lines }: CustomerState): number {
  return lines.some(({ who }) => who === "agent") ? limits.average_s : limits.first_s;
}
