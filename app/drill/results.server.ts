import { and, asc, desc, eq, sql } from "drizzle-orm";
import { attempt, attemptGrading, sittingResult } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { questionVersions } from "./askable.server";
import { resultOf, type SittingResult } from "./exam";
import { type Sitting, testOf, testVersion } from "./queries.server";
import { pointsOf } from "./share";
import type { Grade } from "./types/question";

/** What somebody said of an answer after the machine. */
export type Graded = { cause: "person" | "appeal"; grade: number | null; remark: string };

/** What holds of one answer of a sitting: the last grading, else what was found when it was handed in. */
export type HeldGrade = {
  attemptId: string;
  questionVersionId: string;
  answer: unknown;
  grade: Grade;
  share: string;
  /** It waits for a supervisor; what stands here is the machine's guess. */
  waiting: boolean;
  graded: Graded | null;
};

/** What holds of every answer of a sitting that was handed in; empty while it is open. */
export async function heldGrades(reader: Reader, sitting: Pick<Sitting, "id" | "personId">): Promise<HeldGrade[]> {
  const rows = await reader
    .selectDistinctOn([attempt.id], {
      attemptId: attempt.id,
      questionVersionId: attempt.questionVersionId,
      answer: attempt.answer,
      share: sql<string>`coalesce(${attemptGrading.share}, ${attempt.share})::text`,
      correct: sql<boolean>`coalesce(${attemptGrading.correct}, ${attempt.correct})`,
      waiting: sql<boolean>`${attempt.undecided} and ${attemptGrading.id} is null`,
      cause: attemptGrading.cause,
      grade: attemptGrading.grade,
      remark: attemptGrading.remark,
    })
    .from(attempt)
    .leftJoin(attemptGrading, and(eq(attemptGrading.personId, attempt.personId), eq(attemptGrading.attemptId, attempt.id)))
    .where(and(eq(attempt.personId, sitting.personId), eq(attempt.contextId, sitting.id)))
    .orderBy(asc(attempt.id), desc(attemptGrading.number));
  return rows.map(({ correct, cause, grade, remark, ...row }) => ({
    ...row,
    grade: { ...pointsOf(row.share), correct },
    graded: cause && { cause, grade, remark: remark ?? "" },
  }));
}

/** How a sitting stands that was handed in: its last result, or how many answers hold it back. */
export async function standingOf(reader: Reader, sitting: Sitting): Promise<{ result: SittingResult | null; waiting: number }> {
  const last = await lastResult(reader, sitting.id);
  if (last) return { result: resultIn(last), waiting: 0 };
  return { result: null, waiting: (await heldGrades(reader, sitting)).filter((h) => h.waiting).length };
}

/** The result of a sitting that holds; null before the first. */
export async function lastResult(reader: Reader, sittingId: string): Promise<typeof sittingResult.$inferSelect | null> {
  const [row] = await reader
    .select()
    .from(sittingResult)
    .where(eq(sittingResult.sittingId, sittingId))
    .orderBy(desc(sittingResult.number))
    .limit(1);
  return row ?? null;
}

function resultIn({ score, criticalWrong, passed }: SittingResult): SittingResult {
  return { score, criticalWrong, passed };
}

/** Why a result is written: the handing in, the last grading that it waited for, or an accepted appeal. */
export type Cause = { cause: "submission" | "grading" } | { cause: "appeal"; appealId: string };

/** How a sitting stands after its grades were looked at. `before`: the result that held until now. */
export type Settled =
  | { state: "waiting"; count: number }
  | { state: "unchanged"; result: SittingResult }
  | { state: "recorded"; number: number; result: SittingResult; before: SittingResult | null };

/**
 * Write the result that follows from what holds of the answers now, if it is another than the last. A pending grade holds it back. The caller has
 * locked the sitting: results are numbered one after the other.
 */
export async function recordResultIn(tx: Tx, ctx: WriteContext, sitting: Sitting, cause: Cause): Promise<Settled> {
  const [held, asked, version, last] = await Promise.all([
    heldGrades(tx, sitting),
    questionVersions(tx, sitting.drawn),
    testVersion(tx, sitting.contentVersionId),
    lastResult(tx, sitting.id),
  ]);
  if (!version) throw new Error(`no version ${sitting.contentVersionId}`);
  const waiting = held.filter((h) => h.waiting).length;
  if (waiting > 0) return { state: "waiting", count: waiting };

  const critical = new Map(asked.map((q) => [q.id, q.body.critical]));
  const graded = held.map((h) => ({ grade: h.grade, critical: critical.get(h.questionVersionId) ?? false }));
  const result = resultOf(graded, testOf(version));
  const before = last && resultIn(last);
  if (before && JSON.stringify(before) === JSON.stringify(result)) return { state: "unchanged", result };
  const number = (last?.number ?? 0) + 1;
  const { id: sittingId, personId } = sitting;
  const appealId = "appealId" in cause ? cause.appealId : null;
  await tx.insert(sittingResult).values({ sittingId, personId, number, ...result, gradedAt: ctx.now, cause: cause.cause, appealId });
  // Of handing in itself the submission speaks.
  if (cause.cause !== "submission")
    await audit(tx, ctx, {
      action: before ? "drill.sitting_regraded" : "drill.sitting_graded",
      subject: { type: "sitting", id: sittingId },
      personId,
      before,
      after: { slug: sitting.slug, attempt: sitting.attempt, cause: cause.cause, ...result },
    });
  return { state: "recorded", number, result, before };
}
