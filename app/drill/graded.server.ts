import { and, desc, eq, sql } from "drizzle-orm";
import { attempt, attemptGrading, attemptWaiting, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { questionVersions } from "./askable.server";
import { type Answer, parseAnswer, type QuestionView, type Verdict, verdictOf, viewOf } from "./types/registry";

/** A written answer of somebody's own, and what became of it. */
export type OwnWritten = {
  attemptId: string;
  at: Date;
  view: QuestionView;
  answer: Answer | null;
  /** As it holds now; `undecided` while it waits. */
  verdict: Verdict;
  graded: { cause: "person" | "appeal"; grade: number | null; remark: string; by: string; at: Date } | null;
};

const A_PAGE = 20;

/** The written answers of somebody that wait for a person or were graded by one: what waits first, then what was graded last. */
export async function writtenOf(
  reader: Reader,
  personId: string,
  page: number,
  locale: Locale,
): Promise<{ rows: OwnWritten[]; pages: number; page: number }> {
  const [all] = await reader
    .select({ n: sql<number>`count(*)::int` })
    .from(attemptWaiting)
    .where(eq(attemptWaiting.personId, personId));
  const pages = Math.max(1, Math.ceil((all?.n ?? 0) / A_PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const rows = await reader
    .select({
      attemptId: attempt.id,
      versionId: attempt.questionVersionId,
      answer: attempt.answer,
      at: attempt.at,
      share: attempt.share,
      grading: attemptGrading,
      by: person.name,
    })
    .from(attemptWaiting)
    .innerJoin(attempt, and(eq(attempt.personId, attemptWaiting.personId), eq(attempt.id, attemptWaiting.attemptId)))
    .leftJoin(
      attemptGrading,
      and(
        eq(attemptGrading.personId, attempt.personId),
        eq(attemptGrading.attemptId, attempt.id),
        sql`not exists (select from attempt_grading later where later.person_id = ${attempt.personId} and later.attempt_id = ${attempt.id} and later.number > ${attemptGrading.number})`,
      ),
    )
    .leftJoin(person, eq(person.id, attemptGrading.gradedBy))
    .where(eq(attemptWaiting.personId, personId))
    .orderBy(sql`${attemptWaiting.closedAt} desc nulls first`, desc(attemptWaiting.openedAt))
    .limit(A_PAGE)
    .offset((at - 1) * A_PAGE);
  const versions = new Map(
    (await questionVersions(reader, [...new Set(rows.map((row) => row.versionId))])).map((version) => [version.id, version]),
  );
  return {
    page: at,
    pages,
    rows: rows.flatMap(({ attemptId, versionId, answer, at: when, share, grading, by }) => {
      const asked = versions.get(versionId);
      if (!asked) return [];
      const held = grading ? { correct: grading.correct, share: grading.share, undecided: false } : { share, undecided: true };
      return [
        {
          attemptId,
          at: when,
          view: viewOf(asked, locale, attemptId),
          answer: parseAnswer(asked.body, answer),
          verdict: { ...verdictOf(asked, answer, locale), ...held },
          graded: grading && { cause: grading.cause, grade: grading.grade, remark: grading.remark, by: by ?? "", at: grading.gradedAt },
        },
      ];
    }),
  };
}
