import { and, eq } from "drizzle-orm";
import { attempt } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { idTimeMs } from "~/platform/ids";
import type { Locale } from "~/platform/locale";
import { accept, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { askableById } from "./askable.server";
import { answerMs } from "./exam";
import { gradeOf, parseAnswer, shareOf, type Verdict, verdictOf } from "./types/registry";

const DAY_MS = 86_400_000;
/** As long as submission ids are honoured; and no further ahead than partitions are made. */
const OLDEST_MS = 90 * DAY_MS;
const AHEAD_MS = 31 * DAY_MS;

export type CheckInput = {
  /** The submission id, made by the browser: it is the attempt's id. */
  attemptId: string;
  personId: string;
  questionVersionId: string;
  /** The version of the lesson that asks. */
  contextId: string;
  answer: unknown;
  /** The browser's own duration. */
  ms: unknown;
  /** When the question could first be seen. */
  issuedAt: Date;
};

/**
 * Grade one answer inside a lesson and keep it. The caller has made sure that the lesson asks this question and that the person may do the lesson.
 * The same attempt id again returns the first result, whatever it brings. Call it inside `write` without a submission id: the attempt is its own.
 */
export async function gradeCheck(tx: Tx, ctx: WriteContext, input: CheckInput, locale: Locale): Promise<Outcome<Verdict>> {
  const { attemptId, personId, questionVersionId } = input;
  const made = idTimeMs(attemptId);
  // Ids are made on the machine's clock, not on the product's.
  if (made === null || made < Date.now() - OLDEST_MS || made > Date.now() + AHEAD_MS) return refuse("submission_too_old");
  const question = await askableById(tx, questionVersionId);
  if (!question) return refuse("not_found");
  const answer = parseAnswer(question.body, input.answer);
  if (answer === null) return refuse("answer_malformed");
  const grade = gradeOf(question, answer);
  const fresh = await tx
    .insert(attempt)
    .values({
      personId,
      id: attemptId,
      questionVersionId,
      context: "lesson",
      contextId: input.contextId,
      answer,
      correct: grade.correct,
      share: shareOf(grade),
      answerMs: answerMs(input.ms, input.issuedAt, ctx.now),
      at: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: attempt.id });
  if (fresh.length > 0) return accept(verdictOf(question, answer, locale));
  const [first] = await tx
    .select()
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.id, attemptId)));
  if (first?.questionVersionId !== questionVersionId) return refuse("submission_of_another");
  return accept(verdictOf(question, first.answer, locale));
}
