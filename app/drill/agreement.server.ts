import { and, desc, eq, sql } from "drizzle-orm";
import { attempt, attemptGrading, attemptWaiting, questionAgreement } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { type Agreement, type AgreementSummary, cellOf, summaryOfAgreement } from "./agreement";

/** Count a person's word on an answer beside the machine's guess; `was`: what the same person had said of it before, counted until now. */
export async function countAgreementIn(
  tx: Tx,
  question: { questionVersionId: string; itemId: string },
  { guess, was, is }: { guess: boolean; was: boolean | null; is: boolean },
): Promise<void> {
  if (was === is) return;
  const change: Agreement = { bothRight: 0, machineRight: 0, personRight: 0, bothWrong: 0 };
  change[cellOf(guess, is)] += 1;
  if (was !== null) change[cellOf(guess, was)] -= 1;
  const { bothRight, machineRight, personRight, bothWrong } = questionAgreement;
  await tx
    .insert(questionAgreement)
    .values({ ...question, ...change })
    .onConflictDoUpdate({
      target: questionAgreement.questionVersionId,
      set: {
        bothRight: sql`${bothRight} + ${change.bothRight}`,
        machineRight: sql`${machineRight} + ${change.machineRight}`,
        personRight: sql`${personRight} + ${change.personRight}`,
        bothWrong: sql`${bothWrong} + ${change.bothWrong}`,
      },
    });
}

/** How machine and people agree on a question: on the version in force, and on those before it. */
export type QuestionAgreement = {
  now: AgreementSummary;
  before: AgreementSummary;
  /** The last answers of which a person thought otherwise than the machine; whose they are is nobody's business here. */
  confusing: { attemptId: string; text: string; guess: boolean; grade: number; remark: string; at: Date }[];
};

const CONFUSING = 10;

/** What the content owner learns of how a question is graded; null: no answer to it was ever left to a person. */
export async function agreementOn(reader: Reader, itemId: string, versionId: string): Promise<QuestionAgreement | null> {
  const counts = await reader.select().from(questionAgreement).where(eq(questionAgreement.itemId, itemId));
  if (counts.length === 0) return null;
  const confusing = await reader
    .select({
      attemptId: attempt.id,
      answer: attempt.answer,
      guess: attemptWaiting.guess,
      grade: attemptGrading.grade,
      remark: attemptGrading.remark,
      at: attemptGrading.gradedAt,
    })
    .from(attemptWaiting)
    .innerJoin(attempt, and(eq(attempt.personId, attemptWaiting.personId), eq(attempt.id, attemptWaiting.attemptId)))
    .innerJoin(
      attemptGrading,
      and(
        eq(attemptGrading.personId, attempt.personId),
        eq(attemptGrading.attemptId, attempt.id),
        eq(attemptGrading.cause, "person"),
        sql`not exists (select from attempt_grading later where later.person_id = ${attempt.personId} and later.attempt_id = ${attempt.id}
          and later.cause = 'person' and later.number > ${attemptGrading.number})`,
      ),
    )
    .where(and(eq(attemptWaiting.itemId, itemId), sql`not ${attemptWaiting.agreed}`))
    .orderBy(desc(attemptWaiting.closedAt))
    .limit(CONFUSING);
  return {
    now: summaryOfAgreement(sumOf(counts.filter((c) => c.questionVersionId === versionId))),
    before: summaryOfAgreement(sumOf(counts.filter((c) => c.questionVersionId !== versionId))),
    confusing: confusing.map(({ answer, grade, ...row }) => ({
      ...row,
      text: (answer as { text?: string }).text ?? "",
      grade: grade ?? 0,
    })),
  };
}

function sumOf(counts: readonly Agreement[]): Agreement {
  const sum: Agreement = { bothRight: 0, machineRight: 0, personRight: 0, bothWrong: 0 };
  for (const count of counts) for (const cell of Object.keys(sum) as (keyof Agreement)[]) sum[cell] += count[cell];
  return sum;
}
