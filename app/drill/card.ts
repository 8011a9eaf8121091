import type { FSRS } from "ts-fsrs";
import type { bankCard } from "@db/schema";
import { countsFrom, fluentUntil, NO_PAIR, type Pair, withGrading } from "./fluency";
import { type Memory, type RatingName, ratingOf, remember, scheduler } from "./memory";
import { type BankCard, dueOf, type Road } from "./schedule";

/** A row of somebody's bank. */
export type CardRow = typeof bankCard.$inferSelect;

/** What an answer rests on of a card, and changes. */
export type CardState = Omit<CardRow, "personId" | "itemId" | "enteredAt" | "begunAt" | "countsSince">;

const published = scheduler();

/** What the row says is remembered; null: never answered. */
function memoryOf(row: CardState): Memory | null {
  if (row.stability === null || row.difficulty === null || row.stage === null || row.reviewedAt === null) return null;
  return {
    stability: row.stability,
    difficulty: row.difficulty,
    stage: row.stage,
    step: row.step ?? 0,
    reps: row.reps,
    lapses: row.lapses,
    reviewedAt: row.reviewedAt,
    dueAt: row.plainDueAt ?? row.dueAt,
  };
}

/** The right answers that its fluency rests on. */
function pairOf(row: CardState): Pair {
  if (row.firstRightAt === null || row.firstRightMs === null) return NO_PAIR;
  const first = { at: row.firstRightAt, ms: row.firstRightMs };
  const second = row.secondRightAt === null || row.secondRightMs === null ? null : { at: row.secondRightAt, ms: row.secondRightMs };
  return { first, second };
}

/** The row as the schedule sees it. */
export function asBankCard(row: CardRow, critical: boolean, targetMs: number): BankCard {
  return {
    id: row.itemId,
    required: row.required,
    critical,
    memory: memoryOf(row),
    fluentUntil: row.fluentUntil,
    countsFrom: countsFrom(pairOf(row)),
    dueAt: row.dueAt,
    targetMs,
  };
}

export type Grading = {
  correct: boolean;
  ms: number;
  targetMs: number;
  recognised: boolean;
  at: Date;
  /** Given without a connection: it feeds the schedule and never counts for fluency. A wrong one still ends it. */
  offline: boolean;
  /**
   * It waits for a supervisor and `correct` is the machine's guess: the schedule takes it provisionally, as good or again whatever its time, and fluency neither
   * counts it nor ends by it.
   */
  pending?: boolean;
  /** Asked before a material change of what it rests on: it feeds the schedule and says nothing of fluency, right or wrong. */
  outdated: boolean;
  /** The scheduler with the weights in force; none: the published ones. */
  by?: FSRS;
  /** How it was rated, of an answer that is gone through again. */
  rating?: RatingName;
};

/** The columns of a card after one more answer, and how the answer was rated. */
export function afterGrading(
  row: CardState,
  grading: Grading,
  road: Road,
): { row: Omit<CardState, "required" | "mending">; rating: RatingName } {
  const rating = grading.rating ?? (grading.pending ? (grading.correct ? "good" : "again") : ratingOf(grading));
  const memory = remember(memoryOf(row), rating, grading.at, grading.by ?? published);
  const before = pairOf(row);
  const isSilent = grading.pending || grading.outdated || (grading.offline && grading.correct);
  const pair = isSilent ? before : withGrading(before, grading);
  const until = fluentUntil(pair, memory, grading.targetMs);
  return {
    rating,
    row: {
      dueAt: dueOf({ required: row.required, memory, fluentUntil: until }, road),
      stability: memory.stability,
      difficulty: memory.difficulty,
      stage: memory.stage,
      step: memory.step,
      reps: memory.reps,
      lapses: memory.lapses,
      reviewedAt: memory.reviewedAt,
      plainDueAt: memory.dueAt,
      firstRightAt: pair.first?.at ?? null,
      firstRightMs: pair.first?.ms ?? null,
      secondRightAt: pair.second?.at ?? null,
      secondRightMs: pair.second?.ms ?? null,
      fluentUntil: until,
      revision: row.revision + 1,
    },
  };
}
