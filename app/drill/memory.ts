import { type Card, createEmptyCard, fsrs, type FSRS, generatorParameters, type Grade as Rating, Rating as Ratings, State } from "ts-fsrs";

/**
 * What somebody remembers of one question, after FSRS-6: `stability` in days (the time in which the chance of recall falls from 1 to 0.9), `difficulty`
 * 1–10, and where the card stands in its first steps.
 */
export type Memory = {
  stability: number;
  difficulty: number;
  stage: "learning" | "review" | "relearning";
  /** Steps of learning that are done. */
  step: number;
  reps: number;
  lapses: number;
  reviewedAt: Date;
  /** When FSRS asks again, at the retention that it was given. */
  dueAt: Date;
};

export const ratings = { again: Ratings.Again, hard: Ratings.Hard, good: Ratings.Good, easy: Ratings.Easy } as const;
export type RatingName = keyof typeof ratings;

/** Chance of recall below which something counts as forgotten: it ends fluency, and it is what intervals aim at. */
export const RETENTION = 0.9;

type Steps = readonly `${number}m`[];
/** The short steps of a new question that FSRS was published with. */
export const PUBLISHED_STEPS: Steps = ["1m", "10m"];
/**
 * Ours: what was right at once comes again tomorrow, what was wrong after ten minutes. A second right answer within the hour costs as much time as one
 * tomorrow, and tomorrow's both keeps it longer and counts for fluency (`test/programmes/schedule.ts` has the figures).
 */
const STEPS: Steps = ["10m"];

/** The scheduler for one set of parameters; the default weights are those that FSRS-6 was published with. Pure: no fuzz, no clock. */
export function scheduler(weights?: readonly number[], retention = RETENTION, steps: Steps = STEPS): FSRS {
  const own = weights ? { w: [...weights] } : {};
  return fsrs(generatorParameters({ enable_fuzz: false, request_retention: retention, learning_steps: [...steps], ...own }));
}

/**
 * How an answer is rated. Wrong: again. Right, but slower than the target: hard. Right in time: good. Right in half the time: easy, but only where the
 * answer was typed or put together: to recognise the right option quickly says little about what is remembered.
 */
export function ratingOf(answer: { correct: boolean; ms: number; targetMs: number; recognised: boolean }): RatingName {
  if (!answer.correct) return "again";
  if (answer.ms > answer.targetMs) return "hard";
  return !answer.recognised && answer.ms * 2 <= answer.targetMs ? "easy" : "good";
}

const DAY_MS = 86_400_000;
const stages = { [State.Learning]: "learning", [State.Review]: "review", [State.Relearning]: "relearning" } as const;
const states = { learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;

/** What is remembered after an answer at `at`. `before` null: the question was never answered. An answer older than the last one counts as given then. */
export function remember(before: Memory | null, rating: RatingName, at: Date, by: FSRS): Memory {
  const when = before && before.reviewedAt > at ? before.reviewedAt : at;
  const { card } = by.next(before ? cardOf(before, when) : createEmptyCard(when), when, ratings[rating] as Rating);
  return {
    stability: card.stability,
    difficulty: card.difficulty,
    stage: card.state === State.New ? "learning" : stages[card.state],
    step: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    reviewedAt: when,
    dueAt: card.due,
  };
}

/** The chance, 0 to 1, that it is still remembered at `at`. */
export function recallAt(memory: Memory, at: Date, by: FSRS): number {
  return by.forgetting_curve(Math.max(0, at.getTime() - memory.reviewedAt.getTime()) / DAY_MS, memory.stability);
}

/** The instant at which the chance of recall falls below 0.90: FSRS's stability is that time by definition. */
export function forgottenAt(memory: Memory): Date {
  return new Date(memory.reviewedAt.getTime() + Math.round(memory.stability * DAY_MS));
}

function cardOf(memory: Memory, at: Date): Card {
  const elapsed = Math.max(0, Math.floor((at.getTime() - memory.reviewedAt.getTime()) / DAY_MS));
  return {
    due: memory.dueAt,
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: elapsed,
    scheduled_days: Math.max(0, Math.round((memory.dueAt.getTime() - memory.reviewedAt.getTime()) / DAY_MS)),
    reps: memory.reps,
    lapses: memory.lapses,
    learning_steps: memory.step,
    state: states[memory.stage],
    last_review: memory.reviewedAt,
  };
}
