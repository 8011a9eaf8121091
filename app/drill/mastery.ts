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

type Rated = Pick<CardState, "reviewedAt" | "fluentUntil" | "difficulty" | "stability"> & { itemId: string };

/**
 * The weakest questions of those that were ever answered, the weakest first: what is not fluent before what is; then by how hard they are for this person (FSRS's
 * difficulty, which each wrong answer raises); then by how soon they are forgotten.
 */
export function weakestOf<Card extends Rated>(cards: readonly Card[], now: Date, most = WEAKEST): Card[] {
  const isFluent = (card: Card) => Number(card.fluentUntil !== null && card.fluentUntil > now);
  return cards
    .filter((card) => card.reviewedAt !== null)
    .toSorted(
      (a, b) =>
        isFluent(a) - isFluent(b) ||
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
export function chosenOf<Card extends Rated & { required: boolean; topic: string }>(choice: Choice, bank: readonly Card[], now: Date): Card[] {
  if (choice.by === "topic") return bank.filter((card) => card.topic === choice.topic);
  if (choice.by === "set") return bank.filter((card) => choice.items.has(card.itemId));
  return weakestOf(
    bank.filter((card) => card.required),
    now,
  );
}
