import type { Memory } from "./memory";

/** A question of somebody's bank as the schedule sees it. `memory` null: it was never answered. */
export type BankCard = {
  id: string;
  /** Must be fluent before the desk. */
  required: boolean;
  critical: boolean;
  memory: Memory | null;
  fluentUntil: Date | null;
  /** From when on another right answer would count for fluency (`countsFrom`). */
  countsFrom: Date | null;
  /** When it is asked again (see `dueOf`); for a new one, when it came into the bank. */
  dueAt: Date;
  targetMs: number;
};

/**
 * The way to the desk: when everything required is to be fluent, how many training days are left until then, today included, and whether it has been (the bank's
 * certificate is written and valid). Null after activation.
 */
export type Road = { readyBy: Date; daysLeft: number; certified?: boolean } | null;

const HOUR_MS = 3_600_000;
/** What is not fluent yet comes again on the next day, whatever FSRS thinks: fluency wants a second right answer. */
const TOMORROW_MS = 16 * HOUR_MS;
/**
 * So long before the day only that is asked ahead of its date which would not be fluent on the day: every further question is one more chance to slip, and a
 * slip costs two right answers. With the certificate a slip costs nothing any more: then the time is well used to remember longer.
 */
const LAST_STRETCH_MS = 30 * HOUR_MS;

/** When a question is asked again after an answer: FSRS's date; on the way to the desk not later than tomorrow while it is required and not fluent. */
export function dueOf(card: { required: boolean; memory: Memory; fluentUntil: Date | null }, road: Road): Date {
  const { memory } = card;
  if (road === null || !card.required || card.fluentUntil !== null || memory.stage !== "review") return memory.dueAt;
  const tomorrow = memory.reviewedAt.getTime() + TOMORROW_MS;
  return memory.dueAt.getTime() <= tomorrow ? memory.dueAt : new Date(tomorrow);
}

/** Why a question is asked now. */
export type Reason = "step" | "due" | "new" | "ahead";
export type Pick = { id: string; reason: Reason };

/** How many new questions a day begins with: the rest of the required ones in equal parts over the first half of what is left, at least `least`. */
export function newPerDay(unseen: number, road: Road, least = 25): number {
  if (road === null) return least;
  return Math.max(least, Math.ceil((2 * unseen) / Math.max(1, road.daysLeft)));
}

/**
 * What to ask now, best first. On the way to the desk: first what stands in its short steps; then due and required, what is not fluent before what is;
 * then new ones, as many as today's share (`newLeft`); then, ahead of their dates, those that would be forgotten first. Off that way: what is due by its date,
 * then new ones. A backlog is thereby capped by the person's own minutes: what does not fit stays due and is ranked anew tomorrow.
 */
export function queueOf(cards: readonly BankCard[], now: Date, road: Road, newLeft: number): Pick[] {
  const at = now.getTime();
  const seen = cards.filter((card) => card.memory !== null);
  const due = seen.filter((card) => card.dueAt.getTime() <= at);
  const steps = due.filter((card) => card.memory?.stage !== "review");
  const reviews = due.filter((card) => card.memory?.stage === "review");
  const fresh = cards.filter((card) => card.memory === null && card.dueAt.getTime() <= at);
  const ranked = [
    ...by(steps, (card) => card.dueAt.getTime()).map(named("step")),
    ...by(reviews, (card) => reviewRank(card, road !== null)).map(named("due")),
    ...by(fresh, (card) => freshRank(card))
      .slice(0, Math.max(0, newLeft))
      .map(named("new")),
  ];
  if (road === null) return ranked;
  const ahead = seen.filter((card) => card.required && card.dueAt.getTime() > at && isWorthAsking(card, at, road));
  return [...ranked, ...by(ahead, (card) => card.fluentUntil?.getTime() ?? 0).map(named("ahead"))];
}

/** Whether a question gains by being asked ahead of its date. */
function isWorthAsking(card: BankCard, at: number, road: NonNullable<Road>): boolean {
  const readyBy = road.readyBy.getTime();
  if (card.fluentUntil === null) return card.countsFrom !== null && card.countsFrom.getTime() <= at;
  const isRested = at - (card.memory?.reviewedAt.getTime() ?? 0) >= TOMORROW_MS;
  return isRested && (road.certified === true || readyBy - at > LAST_STRETCH_MS || card.fluentUntil.getTime() < readyBy);
}

const named = (reason: Reason) => (card: BankCard) => ({ id: card.id, reason });

/** Required before not required, not fluent before fluent, then by date. */
function reviewRank(card: BankCard, onTheRoad: boolean): number {
  const days = card.dueAt.getTime() / (24 * HOUR_MS);
  if (!onTheRoad) return days;
  return (card.required ? 0 : 2e6) + (card.fluentUntil === null ? 0 : 1e6) + days;
}

/** Required before not required, critical first, then as they came. */
function freshRank(card: BankCard): number {
  return (card.required ? 0 : 2e6) + (card.critical ? 0 : 1e6) + card.dueAt.getTime() / (24 * HOUR_MS);
}

function by(cards: readonly BankCard[], rank: (card: BankCard) => number): BankCard[] {
  return cards
    .map((card) => ({ card, rank: rank(card) }))
    .sort((a, b) => a.rank - b.rank || (a.card.id < b.card.id ? -1 : 1))
    .map(({ card }) => card);
}
