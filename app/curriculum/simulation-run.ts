import type { Locale } from "~/platform/locale";
import type { LintTerm } from "~/wording/lint";
import type { Customer, Ending, Simulation, SimulationNode } from "./pack-simulation";
import { holds, type TurnFacts } from "./simulation-conditions";
import { type ReadReply, readerFor } from "./simulation-reply";

/** Something that happened in a run: the agent sent a message. `at`: milliseconds since the run began, on the server's clock. Time passing is no event. */
export type RunEvent = { at: number; kind: "reply"; customer: string; text: string };

/**
 * A line of a chat; a scene is said by nobody. `node`: where the chat stood; null: how it ended. `waitedMs`: how long the customer had waited for this reply; null where nobody
 * waited, as for the second message of a turn.
 */
export type ChatLine =
  | { who: "customer" | "scene"; at: number; text: string; node: string | null }
  | { who: "agent"; at: number; text: string; read: ReadReply; waitedMs: number | null };

/** What comes next to a customer, if the agent does nothing. */
export type NextMove = { kind: "arrives" | "line" | "reaction" | "leaves"; at: number };

export type CustomerState = {
  slug: string;
  arrived: boolean;
  lines: ChatLine[];
  /** Since when the customer waits for a reply; null: nobody waits. */
  waitingSince: number | null;
  /** Null: nothing more will come of itself. */
  next: NextMove | null;
  /** `line`: the one with which it ended; `unansweredMs`: how long the customer had waited for nothing by then. */
  ended: { ending: Ending; at: number; line: number; unansweredMs: number | null } | null;
  /** The facts that the agent knows by now. */
  facts: string[];
};

export type RunState = { at: number; customers: CustomerState[]; isOver: boolean };

/** So long a customer reads on before they react: an agent sends a turn in two or three messages. */
const READS_MS = 5000;
/** The longest turn: somebody who never stops typing is answered in between. */
const LONGEST_TURN_MS = 30_000;
/** No chat goes on for longer; what is older than that is asked about as if it were that moment. */
export const LONGEST_RUN_MS = 24 * 3_600_000;
/** A chat that is sound ends long before. */
const MOST_MOVES = 500;
/** So many replies are read of a chat. */
export const MOST_REPLIES = 300;
/** Places in a reply, so that points are in order across replies: no reply is read further than that. */
const PLACES = 10_000;

type Reply = { at: number; text: string; read: ReadReply };

/** A chat while it is played. */
class Chat {
  readonly lines: ChatLine[] = [];
  waitingSince: number | null = null;
  private taken = 0;
  private readonly said = new Map<string, number>();
  private readonly prohibited = new Set<string>();
  private sent = 0;
  private readonly told = new Set<string>();
  /** What was said before the customer began to write, and what was by the time at which they last had. */
  private asked: ReadonlySet<string> = new Set();
  private answered: ReadonlySet<string> = new Set();
  private turn: { reads: ReadReply[]; waitedMs: number } = { reads: [], waitedMs: 0 };

  constructor(
    private readonly customer: Customer,
    private readonly replies: readonly Reply[],
  ) {}

  get nextReply(): Reply | undefined {
    return this.replies[this.taken];
  }

  /** A line of a node; the customer waits for a reply to what they said. */
  comes({ scene }: SimulationNode["lines"][number], text: string, at: number, node: string): void {
    this.lines.push({ who: scene ? "scene" : "customer", at, text, node });
    if (!scene) this.waitingSince ??= at;
  }

  /** Takes the replies that came before `until`. `unheard`: nobody was there yet. */
  take(until: number, unheard = false): void {
    for (let reply = this.nextReply; reply && reply.at < until; reply = this.nextReply) {
      if (unheard) this.taken++;
      else this.hear(reply);
    }
  }

  /** Takes the next reply. */
  hear({ at, text, read }: Reply): void {
    this.taken++;
    const waitedMs = this.waitingSince === null ? null : at - this.waitingSince;
    this.waitingSince = null;
    this.lines.push({ who: "agent", at, text, read, waitedMs });
    this.sent++;
    this.turn.reads.push(read);
    this.turn.waitedMs = Math.max(this.turn.waitedMs, waitedMs ?? 0);
    for (const { slug, from } of read.points) if (!this.said.has(slug)) this.said.set(slug, this.sent * PLACES + from);
    for (const { severity, group } of read.terms) if (severity === "block") this.prohibited.add(group);
  }

  newTurn(): void {
    this.turn = { reads: [], waitedMs: 0 };
    this.asked = new Set(this.said.keys());
  }

  /** All lines of a node have come. */
  hasWritten({ tells = [] }: SimulationNode): void {
    for (const fact of tells) this.told.add(fact);
    this.answered = this.asked;
  }

  /** The customer's last word; what is sent after it is too late. */
  end(ending: Ending, text: string, at: number): CustomerState {
    const unansweredMs = this.waitingSince === null ? null : at - this.waitingSince;
    this.lines.push({ who: ending.scene ? "scene" : "customer", at, text, node: null });
    this.waitingSince = null;
    const ended = { ending, at, line: this.lines.length - 1, unansweredMs };
    this.take(Infinity);
    return this.state(null, ended);
  }

  private saidOf(kind: Customer["points"][number]["kind"]): boolean {
    return this.customer.points.some((point) => point.kind === kind && this.said.has(point.slug));
  }

  facts(): TurnFacts {
    return {
      said: this.said,
      saidNow: new Set(this.turn.reads.flatMap(({ points }) => points.map(({ slug }) => slug))),
      prohibited: this.prohibited,
      waitedS: this.turn.waitedMs / 1000,
      priceWithoutValue: this.turn.reads.some(({ price }) => price) && !this.saidOf("value"),
      askedOrder: this.saidOf("order"),
      replies: this.sent,
    };
  }

  state(next: NextMove | null, ended: CustomerState["ended"] = null): CustomerState {
    return {
      slug: this.customer.slug,
      arrived: this.lines.length > 0,
      lines: this.lines,
      waitingSince: this.waitingSince,
      next,
      ended,
      facts: this.customer.facts.filter((fact) => this.isKnown(fact)).map(({ slug }) => slug),
    };
  }

  private isKnown({ slug, asked_with }: Customer["facts"][number]): boolean {
    if (this.customer.nodes.some(({ tells }) => tells?.includes(slug))) return this.told.has(slug);
    return asked_with === undefined || this.answered.has(asked_with);
  }
}

/** When the customer reacts to the turn that begins with this reply; the replies of the turn are taken. */
function reactionAfter(chat: Chat, first: Reply): number {
  let reaction = first.at + READS_MS;
  for (let reply: Reply | undefined = first; reply && reply.at < reaction; reply = chat.nextReply) {
    reaction = Math.min(reply.at + READS_MS, first.at + LONGEST_TURN_MS);
    chat.hear(reply);
  }
  return reaction;
}

/** Where a turn at a node leads. */
function wayFrom(node: SimulationNode, facts: TurnFacts): string {
  return node.ways.find(({ when }) => holds(when, facts))?.to ?? node.otherwise;
}

function play(customer: Customer, replies: readonly Reply[], locale: Locale, until: number): CustomerState {
  const chat = new Chat(customer, replies);
  let node = customer.nodes[0];
  let at = customer.arrives_s * 1000;
  for (let move = 0; node && move < MOST_MOVES; move++) {
    chat.newTurn();
    for (const line of node.lines) {
      at += line.after_s * 1000;
      const isFirst = chat.lines.length === 0;
      chat.take(at, isFirst);
      if (at > until) return chat.state({ kind: isFirst ? "arrives" : "line", at });
      chat.comes(line, line.text[locale], at, node.slug);
    }
    chat.hasWritten(node);
    const leaves = at + node.patience_s * 1000;
    const answer = chat.nextReply;
    const isAnswered = answer !== undefined && answer.at < leaves;
    at = isAnswered ? reactionAfter(chat, answer) : leaves;
    if (at > until) return chat.state({ kind: isAnswered ? "reaction" : "leaves", at });
    const to: string = isAnswered ? wayFrom(node, chat.facts()) : node.silence;
    const ending = customer.endings.find(({ slug }) => slug === to);
    if (ending) return chat.end(ending, ending.closing[locale], at);
    node = customer.nodes.find(({ slug }) => slug === to);
  }
  chat.take(Infinity);
  return chat.state(null);
}

/**
 * How a run stands at a moment, from all that was sent until then: the same events give the same state, however often, late or from wherever it is asked. `events` in
 * any order; what cannot have happened (no time, nobody of that name) is passed over. `terms`: pass the same list again and again.
 */
export function stateAt(
  simulation: Simulation,
  locale: Locale,
  events: readonly RunEvent[],
  at: number,
  terms: readonly LintTerm[],
): RunState {
  const until = Number.isNaN(at) ? 0 : Math.min(Math.max(at, 0), LONGEST_RUN_MS);
  const read = readerFor(terms, simulation.platforms);
  const customers = simulation.customers.map((customer) => {
    const replies = events
      .filter((event) => event.customer === customer.slug && event.at >= 0 && event.at <= until)
      .sort((a, b) => a.at - b.at)
      .slice(0, MOST_REPLIES)
      .map(({ at: sent, text }) => ({ at: sent, text, read: read(customer, text) }));
    return play(customer, replies, locale, until);
  });
  return { at: until, customers, isOver: customers.every(({ ended }) => ended !== null) };
}
