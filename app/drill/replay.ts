import { afterGrading, type CardRow, type Grading } from "./card";
import { isOutdated } from "./fluency";
import type { RatingName } from "./memory";
import type { Road } from "./schedule";

/** An answer of a card as it stands now: decided by a machine, graded by a person or by an appeal, or still waiting for that. */
export type Replayed = Omit<Grading, "rating" | "outdated"> & {
  /** The attempt. */
  id: string;
  /** When its question was asked. */
  askedAt: Date;
  /** How it was rated when it was given; null: what was said of it since is not what was thought then, and it is rated anew. */
  rating: RatingName | null;
};

/**
 * A card made anew of all its answers, in the order in which they were taken: what it would be, had everybody known at once what is known of them now. `row` is the card
 * as it stands: of it only stay what it is a card of, since when it is there, and what a material change took back.
 */
export function replay(row: CardRow, answers: readonly Replayed[], road: Road): CardRow {
  let card = blank(row);
  for (const { id: _, rating, askedAt, ...answer } of answers) {
    const outdated = isOutdated(askedAt, row.countsSince);
    const after = afterGrading(card, { ...answer, outdated, ...(rating ? { rating } : {}) }, road);
    card = { ...card, ...after.row, begunAt: card.begunAt ?? answer.at };
  }
  const last = answers.at(-1);
  if (last && row.countsSince && last.at <= row.countsSince) card.dueAt = row.countsSince;
  return { ...card, revision: row.revision + 1 };
}

const noPair = { firstRightAt: null, firstRightMs: null, secondRightAt: null, secondRightMs: null, fluentUntil: null };

function blank(row: CardRow): CardRow {
  const { personId, itemId, required, enteredAt, begunAt, countsSince, revision, mending } = row;
  const memory = { stability: null, difficulty: null, stage: null, step: null, reps: 0, lapses: 0, reviewedAt: null, plainDueAt: null };
  return { personId, itemId, required, enteredAt, begunAt, countsSince, revision, mending, dueAt: enteredAt, ...memory, ...noPair };
}
