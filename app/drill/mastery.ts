import type { CardState } from "./card";

/**
 * How somebody stands with one question of their bank. `new`: never answered. `learning`: not yet right twice. `slow`: right twice, but not within its target.
 * `fluent`: as the domain has it. `forgotten`: it was fluent, and the chance of recall has fallen below 0.90 since.
 */
export const masteries = ["new", "learning", "slow", "forgotten", "fluent"] as const;
export type Mastery = (typeof masteries)[number];

/** See `Mastery`. A wrong answer takes both right ones away: what was fluent before is then learnt anew. */
export function masteryOf(card: Pick<CardState, "reviewedAt" | "secondRightAt" | "fluentUntil">, now: Date): Mastery {
  if (card.reviewedAt === null) return "new";
  if (card.fluentUntil !== null) return card.fluentUntil > now ? "fluent" : "forgotten";
  return card.secondRightAt === null ? "learning" : "slow";
}

/** How many are drilled where somebody asks for the weakest. */
export const WEAKEST = 10;

type Rated = Pick<CardState, "reviewedAt" | "firstRightAt" | "fluentUntil" | "difficulty" | "stability"> & { itemId: string };

/**
 * The weakest questions of those that were ever answered, the weakest first: those of which no right answer counts, as the last one was wrong; then what is not fluent;
 * then the rest. Among these by how hard they are for this person (FSRS's difficulty, which each wrong or slow answer raises), then by how soon they are forgotten.
 */
export function weakestOf<Card extends Rated>(cards: readonly Card[], now: Date, most = WEAKEST): Card[] {
  const standing = ({ firstRightAt, fluentUntil }: Card) =>
    firstRightAt === null ? 0 : fluentUntil === null || fluentUntil <= now ? 1 : 2;
  return cards
    .filter((card) => card.reviewedAt !== null)
    .toSorted(
      (a, b) =>
        standing(a) - standing(b) ||
        (b.difficulty ?? 0) - (a.difficulty ?? 0) ||
        (a.stability ?? 0) - (b.stability ?? 0) ||
        (a.itemId < b.itemId ? -1 : 1),
    )
    .slice(0, most);
}

/**
 * Questions that somebody chose to drill, due or not: those of a topic, their weakest, or a set that was made for them. A go of them is extra practice: it is kept and
 * rated like any other.
 */
export type Choice = { by: "topic"; topic: string } | { by: "weakest" } | { by: "set"; items: ReadonlySet<string> };

/** The chosen of a bank; the weakest come in their order. */
export function chosenOf<Card extends Rated & { required: boolean; topic: string }>(
  choice: Choice,
  bank: readonly Card[],
  now: Date,
): Card[] {
  if (choice.by === "topic") return bank.filter((card) => card.topic === choice.topic);
  if (choice.by === "set") return bank.filter((card) => choice.items.has(card.itemId));
  return weakestOf(
    bank.filter((card) => card.required),
    now,
  );
}

/** A required question as the mastery of a topic is added up from it. */
type Mastered = Pick<CardState, "reviewedAt" | "secondRightAt" | "fluentUntil" | "firstRightMs" | "secondRightMs"> & {
  slug: string;
  topic: string;
  targetMs: number;
};

/** One topic of a bank: its questions in their order, each with how it stands; and how long right answers take beside their targets. */
export type TopicMastery = {
  topic: string;
  required: number;
  fluent: number;
  cells: { slug: string; mastery: Mastery }[];
  /** Mean of the right answers that fluency rests on, and of their targets; null: there is none. */
  time: { ms: number; targetMs: number } | null;
};

/** The topics of the required questions of a bank, in the order in which they are met. */
export function topicsOf(cards: readonly Mastered[], now: Date): TopicMastery[] {
  const byTopic = new Map<string, Mastered[]>();
  for (const card of cards) byTopic.set(card.topic, [...(byTopic.get(card.topic) ?? []), card]);
  return [...byTopic].map(([topic, own]) => {
    const cells = own.map((card) => ({ slug: card.slug, mastery: masteryOf(card, now) }));
    return { topic, required: own.length, fluent: cells.filter(({ mastery }) => mastery === "fluent").length, cells, time: timeOf(own) };
  });
}

function timeOf(cards: readonly Mastered[]): TopicMastery["time"] {
  const timed = cards.flatMap(({ firstRightMs: first, secondRightMs: second, targetMs }) =>
    first === null ? [] : [{ ms: second === null ? first : (first + second) / 2, targetMs }],
  );
  const mean = (of: (one: { ms: number; targetMs: number }) => number) =>
    Math.round(timed.reduce((sum, one) => sum + of(one), 0) / timed.length);
  return timed.length === 0 ? null : { ms: mean(({ ms }) => ms), targetMs: mean(({ targetMs }) => targetMs) };
}
