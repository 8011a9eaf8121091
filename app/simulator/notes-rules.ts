import type { Condition, Customer, Simulation } from "~/curriculum/pack-simulation";
import { atomsIn } from "~/curriculum/simulation-conditions";
import type { CustomerGrade } from "~/curriculum/simulation-grade";
import type { ChatLine, CustomerState } from "~/curriculum/simulation-run";
import { type Locale, pick } from "~/platform/locale";
import { askedBefore, type ModelTurn, nodeAt } from "./model-chat";
import { faultsIn, isWanted } from "./fault-rules";
import type { Granted } from "./undecided-rules";

/** What is said in the margin beside the lines of a chat that is over. */

/**
 * - `waited`: how long the customer had waited for this reply, and up to when it is as fast as it should be
 * - `silent`: nobody answered what was said before this line
 * - `point`: one that counts, found by the machine, or seen by somebody
 * - `extra`: one to which the customer reacts, and that a good chat can do without; `fault`: what should not be said to this customer
 * - `term`, `tone`, `price`: what should not have been sent; a price to somebody who had heard no worth
 * - `missing`: what this was the place for; `learned`: what the customer had just told
 * - `gone`: sent to somebody who was no longer there
 * - `ending`: how it ended, and what that means
 */
export type LineNote =
  | { kind: "waited"; s: number; limit: number; late: boolean }
  | { kind: "silent"; s: number }
  | { kind: "point"; title: string; seen: boolean }
  | { kind: "extra" | "fault"; title: string }
  | { kind: "term"; block: boolean; found: string; reason: string | null; instead: string | null }
  | { kind: "tone"; fault: "rude" | "shouting" }
  | { kind: "price" }
  | { kind: "missing"; titles: string[]; learned: string[] }
  | { kind: "gone" }
  | { kind: "ending"; ending: Customer["endings"][number]["kind"]; meaning: string };

/** What a note says about a term: why it must not be sent, and what may be instead. */
export type TermText = { reason: string; instead: string };

/** All that the notes of one customer's chat are made from. */
export type Noted = {
  customer: Customer;
  state: CustomerState;
  /** With the points that somebody saw. */
  grade: CustomerGrade;
  limits: Simulation["limits"];
  granted: readonly Granted[];
  model: readonly ModelTurn[];
  terms: ReadonlyMap<string, TermText>;
  /** The language of the chat, and the one in which the notes are said. */
  locale: Locale;
};

/** A turn with more missing than that is no place for advice: the whole model says it better. */
const MOST_MISSING = 3;

/** The notes of every line of a chat, in the order of its lines. */
export function notesOf(noted: Noted): LineNote[][] {
  const faults = faultsIn(noted.customer, noted.state.lines);
  const notes: LineNote[][] = noted.state.lines.map((line, at) =>
    line.who === "agent" ? replyNotes(noted, line, at, faults[at] ?? new Set()) : heardNotes(noted, at),
  );
  noted.grade.turns.forEach((turn, index) => {
    const last = turn.lines.at(-1);
    if (last === undefined || isGone(noted.state, last)) return;
    const missing = missingIn(noted, index);
    if (missing) notes[last]?.push(missing);
  });
  return notes;
}

const isGone = ({ ended }: CustomerState, line: number): boolean => ended !== null && line > ended.line;

function replyNotes(
  { customer, state, grade, limits, granted, terms, locale }: Noted,
  line: ChatLine & { who: "agent" },
  at: number,
  faults: ReadonlySet<string>,
): LineNote[] {
  const notes: LineNote[] = [];
  const { read, waitedMs } = line;
  if (isGone(state, at)) notes.push({ kind: "gone" });
  else if (waitedMs !== null) {
    const isFirst = state.lines.findIndex((one) => one.who === "agent" && one.waitedMs !== null) === at;
    const limit = isFirst ? limits.first_s : limits.average_s;
    notes.push({ kind: "waited", s: waitedMs / 1000, limit, late: waitedMs > limit * 1000 });
  }
  for (const { severity, slug, found } of read.terms) {
    const text = terms.get(slug);
    notes.push({ kind: "term", block: severity === "block", found, reason: text?.reason ?? null, instead: text?.instead ?? null });
  }
  for (const { slug, title } of customer.points) if (faults.has(slug)) notes.push({ kind: "fault", title: pick(title, locale) });
  for (const { line: faulty, fault } of grade.tone) if (faulty === at) notes.push({ kind: "tone", fault });
  const before = (kind: string) => grade.points.some((point) => point.kind === kind && point.line !== null && point.line <= at);
  if (read.price && customer.points.some(({ kind }) => kind === "value") && !before("value")) notes.push({ kind: "price" });
  for (const point of grade.points) {
    if (point.line !== at || point.kind === "fault") continue;
    const own = customer.points.find(({ slug }) => slug === point.slug);
    const seen = granted.some((g) => g.customer === customer.slug && g.point === point.slug);
    const title = own && pick(own.title, locale);
    if (title) notes.push(isWanted(own) ? { kind: "point", title, seen } : { kind: "extra", title });
  }
  return notes;
}

function heardNotes({ customer, state, locale }: Noted, at: number): LineNote[] {
  const notes: LineNote[] = [];
  const { lines, ended } = state;
  const [line, before] = [lines[at], lines[at - 1]];
  if (!line || line.who === "agent") return [];
  if (before && before.who !== "agent" && before.node !== line.node) {
    const isEnd = ended?.line === at;
    const patience = customer.nodes.find(({ slug }) => slug === before.node)?.patience_s ?? 0;
    notes.push({ kind: "silent", s: isEnd && ended.unansweredMs !== null ? ended.unansweredMs / 1000 : patience });
  }
  if (ended?.line === at) notes.push({ kind: "ending", ending: ended.ending.kind, meaning: pick(ended.ending.meaning, locale) });
  return notes;
}

/**
 * What one turn was the place for and did not bring: what the model says at the same place; where the model never comes there, what the customer waited for in
 * order to go on better. Null: nothing that had not been said.
 */
function missingIn({ customer, state, grade, model, locale }: Noted, index: number): LineNote | null {
  const turn = grade.turns[index];
  const [first, last] = [turn?.lines[0], turn?.lines.at(-1)];
  if (first === undefined || last === undefined) return null;
  const node = nodeAt(state.lines, first);
  const said = new Set(grade.points.flatMap(({ slug, line }) => (line !== null && line <= last ? [slug] : [])));
  const wanted = model.find((one) => one.node === node)?.points ?? hopedFor(customer, node, nextStop(state, last));
  const titles = [...new Set(wanted)]
    .filter((slug) => !said.has(slug))
    .flatMap((slug) => customer.points.find((point) => point.slug === slug && isWanted(point))?.title ?? []);
  if (titles.length === 0 || titles.length > MOST_MISSING) return null;
  const earlier = grade.turns[index - 1]?.lines ?? [];
  const told = new Set(customer.nodes.flatMap(({ slug, tells = [] }) => (slug === node ? tells : [])));
  const isTold = (fact: string) => customer.nodes.some(({ tells }) => tells?.includes(fact));
  const learned = customer.facts.filter(({ slug: fact, asked_with }) =>
    isTold(fact) ? told.has(fact) : grade.points.some(({ slug, line }) => slug === asked_with && line !== null && earlier.includes(line)),
  );
  return {
    kind: "missing",
    titles: titles.map((title) => pick(title, locale)),
    learned: askedBefore(state.lines, first).length > 0 ? learned.map(({ name }) => pick(name, locale)) : [],
  };
}

/** Where the chat went after a line: a node or an ending. */
function nextStop({ lines, ended }: CustomerState, line: number): string | null {
  const next = lines.slice(line + 1).find(({ who }) => who !== "agent");
  if (!next || next.who === "agent") return null;
  return next.node ?? ended?.ending.slug ?? null;
}

/** The points that the first ways of a node ask for, up to the one that was taken. */
function hopedFor(customer: Customer, node: string | null, taken: string | null): string[] {
  const ways = customer.nodes.find(({ slug }) => slug === node)?.ways ?? [];
  const at = ways.findIndex(({ to }) => to === taken);
  const better = at < 0 ? ways : ways.slice(0, at);
  return better.flatMap(({ when }) => askedFor(when, customer)).slice(0, MOST_MISSING);
}

function askedFor(when: Condition, { points }: Customer): string[] {
  return [...atomsIn(when)].flatMap(({ atom, path }) => {
    if (path.split(".").includes("not")) return [];
    if (atom.is === "said" || atom.is === "said_now") return [atom.point];
    return atom.is === "asked_order" ? points.filter(({ kind }) => kind === "order").map(({ slug }) => slug) : [];
  });
}

/** What the agent could have learned of a customer and never asked for, with the point that asks for it. Who asked and was not answered did ask. */
export function neverAsked({ customer, state, grade, locale }: Pick<Noted, "customer" | "state" | "grade" | "locale">) {
  const asked = new Set(grade.points.flatMap(({ slug, line }) => (line === null ? [] : [slug])));
  return customer.facts
    .filter(({ slug, asked_with }) => !state.facts.includes(slug) && !(asked_with !== undefined && asked.has(asked_with)))
    .map(({ name, value, asked_with }) => {
      const point = customer.points.find(({ slug }) => slug === asked_with);
      return { name: pick(name, locale), value: pick(value, locale), asks: point ? pick(point.title, locale) : null };
    });
}
