import { and, desc, eq, isNull } from "drizzle-orm";
import { attemptGrading, attemptWaiting, person } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { countAgreementIn } from "./agreement.server";
import { type PersonsGrade, worthOf } from "./judged";

export const REMARK_LENGTH = 1000;
/** So long whoever graded an answer may still think better of it. */
const UNDO_MS = 15 * 60_000;

export type GradeInput = {
  attemptId: string;
  grade: PersonsGrade;
  remark: string;
  /** Graded without seeing whose answer it was. */
  blind: boolean;
  /** The number of the grading that the grader saw; 0: none. */
  seen: number;
};

export type GradedAnswer = {
  personId: string;
  attemptId: string;
  itemId: string;
  context: "sitting" | "drill";
  contextId: string;
  correct: boolean;
  /** False: a grading that was thought better of. */
  first: boolean;
};

/** Whose answer it is that waits or waited; null: no such answer. For the guard of a grading. */
export async function waitingAnswerOf(reader: Pick<Tx, "select">, attemptId: string): Promise<{ personId: string; itemId: string } | null> {
  const [row] = await reader
    .select({ personId: attemptWaiting.personId, itemId: attemptWaiting.itemId })
    .from(attemptWaiting)
    .where(eq(attemptWaiting.attemptId, attemptId));
  return row ?? null;
}

/**
 * A person's grade of a written answer: one more row, whatever stood before. Of two graders at once the second is told who was first; who graded it may think
 * better of it for a quarter of an hour. The caller rebuilds what rests on it.
 */
export async function gradeAttemptIn(tx: Tx, ctx: WriteContext, input: GradeInput): Promise<Outcome<GradedAnswer>> {
  const { attemptId, grade, blind, seen } = input;
  const remark = input.remark.trim();
  const gradedBy = ctx.actorId;
  const [waiting] = await tx.select().from(attemptWaiting).where(eq(attemptWaiting.attemptId, attemptId)).for("update");
  if (!waiting || gradedBy === null) return refuse("not_found");
  const { personId, itemId, questionVersionId, context, contextId, guess } = waiting;
  if (gradedBy === personId) return refuse("own_answer");
  if (remark.length > REMARK_LENGTH) return refuse("remark_too_long", { field: "remark", params: { count: REMARK_LENGTH } });
  const last = await lastGradingOf(tx, personId, attemptId);
  const isOwnAndFresh = last?.gradedBy === gradedBy && last.cause === "person" && ctx.now.getTime() - last.gradedAt.getTime() <= UNDO_MS;
  if (last && !(isOwnAndFresh && seen === last.number)) return refuse("graded_meanwhile", { params: { name: last.by } });

  const worth = worthOf(grade);
  const number = (last?.number ?? 0) + 1;
  await tx.insert(attemptGrading).values({
    personId,
    attemptId,
    number,
    cause: "person",
    grade,
    ...worth,
    remark,
    gradedBy,
    blind,
    gradedAt: ctx.now,
  });
  await tx
    .update(attemptWaiting)
    .set({ closedAt: waiting.closedAt ?? ctx.now, agreed: worth.correct === guess })
    .where(and(eq(attemptWaiting.personId, personId), eq(attemptWaiting.attemptId, attemptId)));
  await countAgreementIn(tx, { questionVersionId, itemId }, { guess, was: last?.correct ?? null, is: worth.correct });
  await audit(tx, ctx, {
    action: last ? "drill.answer_regraded" : "drill.answer_graded",
    subject: { type: "attempt", id: attemptId },
    personId,
    before: last && { grade: last.grade },
    after: { grade, number, blind },
    reason: remark || null,
  });
  const ofTeam =
    waiting.teamId === null
      ? and(isNull(attemptWaiting.teamId), eq(attemptWaiting.personId, personId))
      : eq(attemptWaiting.teamId, waiting.teamId);
  const [another] = await tx
    .select({ id: attemptWaiting.attemptId })
    .from(attemptWaiting)
    .where(and(isNull(attemptWaiting.closedAt), ofTeam))
    .limit(1);
  // One that comes in at this very moment may still find the item open: the sweep opens it again.
  if (!another) await closeItem(tx, ctx, "answers", waiting.teamId ?? personId, "graded");
  return accept({ personId, attemptId, itemId, context, contextId, correct: worth.correct, first: last === null });
}

type LastGrading = typeof attemptGrading.$inferSelect & { by: string };

async function lastGradingOf(tx: Tx, personId: string, attemptId: string): Promise<LastGrading | null> {
  const [row] = await tx
    .select({ grading: attemptGrading, by: person.name })
    .from(attemptGrading)
    .innerJoin(person, eq(person.id, attemptGrading.gradedBy))
    .where(and(eq(attemptGrading.personId, personId), eq(attemptGrading.attemptId, attemptId)))
    .orderBy(desc(attemptGrading.number))
    .limit(1);
  return row ? { ...row.grading, by: row.by } : null;
}
