import type { Customer, Simulation } from "~/curriculum/pack-simulation";
import type { CustomerGrade, RunGrade } from "~/curriculum/simulation-grade";
import type { CustomerState } from "~/curriculum/simulation-run";
import { type Locale, pick } from "~/platform/locale";
import { faultsIn, isWanted } from "./fault-rules";
import { markedPieces, type MarkedPiece } from "./marked-text";
import { modelChat, type ModelTurn, nodeAt } from "./model-chat";
import { type LineNote, neverAsked, notesOf, type TermText } from "./notes-rules";
import { type PartRow, partRows } from "./parts-rules";
import { type Granted, unreadLines } from "./undecided-rules";

/** What a browser is told of a chat that is over. Titles of points, never their wordings: the same chat is played again. */

/** A turn of the agent, told at its last line. `ms`: from where it can be tried again. */
export type TurnView = { n: number; ms: number; model: Pick<ModelTurn, "customer" | "agent"> | null };

export type LineView = {
  n: number;
  who: "customer" | "scene" | "agent";
  /** Milliseconds since the run began. */
  at: number;
  pieces: MarkedPiece[];
  notes: LineNote[];
  turn: TurnView | null;
  /** How a supervisor reads it: no machine could (`open`), or it may hold more than was found (`folded`). Null: nothing to be read. */
  reading: "open" | "folded" | null;
  /** The point that somebody saw in it. */
  granted: string | null;
};

export type PointView = { slug: string; title: string };

export type CustomerView = {
  slug: string;
  name: string;
  mood: string;
  goal: string;
  total: number;
  parts: PartRow[];
  lines: LineView[];
  /** What was not said, and what the machine did not find: of these a supervisor chooses. */
  unsaid: PointView[];
  unread: PointView[];
  neverAsked: { name: string; value: string; asks: string | null }[];
  model: { turns: Pick<ModelTurn, "customer" | "agent">[]; closing: string | null };
};

/** What a chat was graded as: by the machine, and with what somebody saw. */
export type Graded = { chats: readonly CustomerState[]; machine: RunGrade; grade: RunGrade; granted: readonly Granted[] };

export type ViewOptions = { chatLocale: Locale; locale: Locale; terms: ReadonlyMap<string, TermText> };

/** The chats of a run with all that is said about them. */
export function customersView(simulation: Simulation, graded: Graded, options: ViewOptions): CustomerView[] {
  return simulation.customers.flatMap((customer, at) => {
    const [state, grade, machine] = [graded.chats[at], graded.grade.customers[at], graded.machine.customers[at]];
    return state && grade && machine
      ? [customerView(simulation, customer, { state, grade, machine, granted: graded.granted }, options)]
      : [];
  });
}

type OfCustomer = { state: CustomerState; grade: CustomerGrade; machine: CustomerGrade; granted: readonly Granted[] };

function customerView(
  simulation: Simulation,
  customer: Customer,
  { state, grade, machine, granted }: OfCustomer,
  { chatLocale, locale, terms }: ViewOptions,
): CustomerView {
  const model = modelChat(simulation, customer, chatLocale);
  const notes = notesOf({ customer, state, grade, limits: simulation.limits, granted, model: model.turns, terms, locale });
  const unread = new Set(unreadLines(state));
  const pieces = piecesOf(customer, state);
  const titled = (points: CustomerGrade["points"]): PointView[] =>
    customer.points
      .filter((point) => isWanted(point) && points.some((mark) => mark.slug === point.slug && mark.line === null && !mark.told))
      .map(({ slug, title }) => ({ slug, title: pick(title, locale) }));
  const isInTime = (line: number) => state.ended === null || line < state.ended.line;
  return {
    ...{ slug: customer.slug, name: pick(customer.name, locale), mood: pick(customer.mood, locale), goal: pick(customer.goal, locale) },
    total: grade.total,
    parts: partRows(grade, state),
    lines: state.lines.map((line, n) => ({
      ...{ n, who: line.who, at: line.at, notes: notes[n] ?? [] },
      pieces: pieces[n] ?? [],
      turn: turnAt(grade, state, model.turns, n),
      reading: line.who === "agent" && isInTime(n) ? (unread.has(n) ? "open" : "folded") : null,
      granted: granted.find((g) => g.customer === customer.slug && g.line === n)?.point ?? null,
    })),
    unsaid: titled(grade.points),
    unread: titled(machine.points),
    neverAsked: neverAsked({ customer, state, grade, locale }),
    model: { ...model, turns: model.turns.map(({ customer: asked, agent }) => ({ customer: asked, agent })) },
  };
}

/** The lines of a chat with what was found in them. */
function piecesOf(customer: Customer, { lines }: CustomerState): MarkedPiece[][] {
  const faults = faultsIn(customer, lines);
  // A fault that is none in its place is nothing to be shown, nor is what a good chat can do without.
  const wanted = new Set(customer.points.filter(isWanted).map(({ slug }) => slug));
  return lines.map((line, at) => {
    if (line.who !== "agent") return [{ text: line.text, mark: null }];
    const own = faults[at] ?? new Set();
    const points = line.read.points.filter(({ slug }) => wanted.has(slug) || own.has(slug));
    return markedPieces(line.text, { points, terms: line.read.terms }, own);
  });
}

/** The turn that ends with this line: what the model says at the same place, or else in its turn of the same number. */
function turnAt({ turns }: CustomerGrade, { lines, ended }: CustomerState, model: readonly ModelTurn[], line: number): TurnView | null {
  const n = turns.findIndex((turn) => turn.lines.at(-1) === line);
  const first = turns[n]?.lines[0];
  if (first === undefined || (ended !== null && first > ended.line)) return null;
  const node = nodeAt(lines, first);
  const beside = model.find((turn) => turn.node === node) ?? model[n];
  // From the customer's line on: whoever tries again has the whole time to answer it.
  const ms = (lines[first - 1] ?? lines[first])?.at ?? 0;
  return { n, ms, model: beside ? { customer: beside.customer, agent: beside.agent } : null };
}

/** A chat as it stands beside another: its lines and what was found in them, nothing else. */
export type PlainChat = { slug: string; name: string; lines: Pick<LineView, "n" | "who" | "at" | "pieces">[] };

/** The chats of a run without a word about them. */
export function plainChats(simulation: Simulation, chats: readonly CustomerState[], locale: Locale): PlainChat[] {
  return simulation.customers.flatMap((customer, at) => {
    const { slug, name } = customer;
    const state = chats[at];
    if (!state) return [];
    const pieces = piecesOf(customer, state);
    const lines = state.lines.map((line, n) => ({
      ...{ n, who: line.who, at: line.at },
      pieces: pieces[n] ?? [],
    }));
    return [{ slug, name: pick(name, locale), lines }];
  });
}
