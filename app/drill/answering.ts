import type { FSRS } from "ts-fsrs";
import type { Locale } from "~/platform/locale";
import { afterGrading, type CardState } from "./card";
import { answerMs } from "./exam";
import { isOutdated } from "./fluency";
import { guessedRight } from "./judged";
import type { RatingName } from "./memory";
import { isRecognised, targetMs, type Targets } from "./targets";
import type { Asked, Grade } from "./types/question";
import { type Answer, gradeOf, parseAnswer, shareOf, type Verdict, verdictOf } from "./types/registry";

/** When a question was put to somebody, and how far their road to the desk was then. */
type Issued = { issuedAt: Date; readyBy: Date | null };
type Given = { answer: unknown; ms: unknown; after?: unknown };

/** An answer read and graded: all that can be said of it without looking at the card. */
export type GradedAnswer = {
  answer: Answer;
  grade: Grade;
  share: string;
  /** It waits for a supervisor. */
  pending: boolean;
  /** What the schedule takes it for: of one that waits, the machine's guess. */
  correct: boolean;
  verdict: Verdict;
  ms: number;
  targetMs: number;
  recognised: boolean;
  at: Date;
  offline: boolean;
  /** The scheduler with the weights in force. */
  by: FSRS;
};

/** When an answer was given: now, or for one that waited, so long after its ticket as the browser says, never before the ticket and never after now. */
function answeredAt({ issuedAt }: Issued, after: unknown, now: Date): { at: Date; offline: boolean } {
  if (typeof after !== "number" || !Number.isFinite(after)) return { at: now, offline: false };
  const at = Math.min(now.getTime(), issuedAt.getTime() + Math.max(0, after));
  return { at: new Date(at), offline: true };
}

/** By what an answer is judged. */
export type GradedBy = { now: Date; locale: Locale; targets: Targets; by: FSRS };

/** Read and grade what was given; null when it is no answer to this question. */
export function gradeAnswer(asked: Asked, issued: Issued, given: Given, { now, locale, targets, by }: GradedBy): GradedAnswer | null {
  const answer = parseAnswer(asked.body, given.answer);
  if (answer === null) return null;
  const { at, offline } = answeredAt(issued, given.after, now);
  const grade = gradeOf(asked, answer);
  const share = shareOf(grade);
  const pending = grade.undecided ?? false;
  return {
    ...{ answer, grade, share, pending, correct: pending ? guessedRight(share) : grade.correct },
    verdict: verdictOf(asked, answer, locale),
    ms: answerMs(given.ms, issued.issuedAt, offline ? at : now),
    targetMs: targetMs(asked.body, locale, targets),
    recognised: isRecognised(asked.body.type),
    at,
    offline,
    by,
  };
}

/** What an answer makes of a card. `standing`: by how many it changes the required questions that are fluent. */
export type CardMove = {
  row: Omit<CardState, "required" | "mending">;
  rating: RatingName;
  turnedFluent: boolean;
  standing: -1 | 0 | 1;
  /** When the question comes again within this go: it stands in its short steps. */
  stepAt: Date | null;
};

/** Move the card by one graded answer. `countsSince`: when a material change last took its fluency back; what was asked before counts for it no more. */
export function moveCard(card: CardState, graded: GradedAnswer, issued: Issued, countsSince: Date | null, now: Date): CardMove {
  const road = issued.readyBy && issued.readyBy > now ? { readyBy: issued.readyBy, daysLeft: 1 } : null;
  const { row, rating } = afterGrading(card, { ...graded, outdated: isOutdated(issued.issuedAt, countsSince) }, road);
  const was = isFluent(card, now);
  const is = isFluent(row, now);
  return {
    row,
    rating,
    turnedFluent: is && !was,
    standing: !card.required || is === was ? 0 : is ? 1 : -1,
    stepAt: row.stage === "review" ? null : row.dueAt,
  };
}

function isFluent({ fluentUntil }: Pick<CardState, "fluentUntil">, now: Date): boolean {
  return fluentUntil !== null && fluentUntil > now;
}
