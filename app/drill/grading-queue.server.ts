import { and, asc, desc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { attempt, attemptGrading, attemptWaiting, contentItem, contentVersion, person } from "@db/schema";
import type { Question } from "~/curriculum/pack-question";
import type { Reader } from "~/platform/database.server";
import { isLocale, type Locale, pick } from "~/platform/locale";
import { askableById } from "./askable.server";
import { type Answer, parseAnswer, type QuestionView, type Verdict, verdictOf, viewOf } from "./types/registry";

/** Who grades, and whose answers: of these teams, or of all. */
export type Grader = { personId: string; teams: "all" | readonly string[] };

/** A question to which answers wait. */
export type WaitingQuestion = {
  itemId: string;
  slug: string;
  stem: string;
  topic: string;
  count: number;
  oldest: Date;
  /** How many of them hold back the result of a quiz or exam. */
  inSittings: number;
};

/** What waits and may be graded by this grader: never the own. */
function forGrader({ personId, teams }: Grader): SQL | undefined {
  const mine =
    teams === "all" ? undefined : or(isNull(attemptWaiting.teamId), sql`${attemptWaiting.teamId} = any(${sql.param(teams)}::uuid[])`);
  return and(isNull(attemptWaiting.closedAt), ne(attemptWaiting.personId, personId), mine);
}

/** The questions to which answers wait, what holds back a result first, then the oldest. */
export async function waitingQuestions(reader: Reader, grader: Grader, locale: Locale): Promise<WaitingQuestion[]> {
  const inSittings = sql<number>`(count(*) filter (where ${attemptWaiting.context} = 'sitting'))::int`;
  const oldest = sql<string>`min(${attemptWaiting.openedAt})`;
  const rows = await reader
    .select({
      itemId: attemptWaiting.itemId,
      slug: contentItem.slug,
      body: contentVersion.body,
      count: sql<number>`count(*)::int`,
      oldest,
      inSittings,
    })
    .from(attemptWaiting)
    .innerJoin(contentItem, eq(contentItem.id, attemptWaiting.itemId))
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(forGrader(grader))
    .groupBy(attemptWaiting.itemId, contentItem.slug, contentVersion.id)
    .orderBy(sql`${inSittings} > 0 desc`, asc(oldest), asc(attemptWaiting.itemId));
  return rows.map(({ body, oldest: since, ...row }) => {
    const { stem, topic } = body as Question;
    return { ...row, oldest: new Date(since), stem: pick(stem, locale), topic };
  });
}

/** How many answers wait for this grader at all. */
export async function waitingCount(reader: Reader, grader: Grader): Promise<number> {
  const [row] = await reader
    .select({ n: sql<number>`count(*)::int` })
    .from(attemptWaiting)
    .where(forGrader(grader));
  return row?.n ?? 0;
}

const MOST = 500;

/**
 * The answers to a question that wait, in an order of the grader's own: two who grade the same question seldom meet, and nobody's answer is always the first, which
 * is graded more strictly than the tenth. What holds back a result goes first.
 */
export async function waitingOrder(reader: Reader, grader: Grader, itemId: string): Promise<string[]> {
  const rows = await reader
    .select({ attemptId: attemptWaiting.attemptId })
    .from(attemptWaiting)
    .where(and(forGrader(grader), eq(attemptWaiting.itemId, itemId)))
    .orderBy(desc(attemptWaiting.context), sql`md5(${attemptWaiting.attemptId}::text || ${grader.personId}::text)`)
    .limit(MOST);
  return rows.map((row) => row.attemptId);
}

/** One answer as a grader sees it. */
export type AnswerToGrade = {
  attemptId: string;
  personId: string;
  name: string;
  /** The language in which the person reads remarks. */
  locale: Locale;
  itemId: string;
  context: "sitting" | "drill";
  at: Date;
  view: QuestionView;
  answer: Answer | null;
  verdict: Verdict;
  /** What a person made of it last; null: nobody yet. */
  graded: { number: number; grade: number | null; remark: string; by: string; byId: string; at: Date } | null;
};

/** An answer that waits or was graded, with what the machine found in it; null when there is none of that id. */
export async function answerToGrade(reader: Reader, attemptId: string, locale: Locale): Promise<AnswerToGrade | null> {
  const [row] = await reader
    .select({ waiting: attemptWaiting, answer: attempt.answer, at: attempt.at, name: person.name, locale: person.locale })
    .from(attemptWaiting)
    .innerJoin(attempt, and(eq(attempt.personId, attemptWaiting.personId), eq(attempt.id, attemptWaiting.attemptId)))
    .innerJoin(person, eq(person.id, attemptWaiting.personId))
    .where(eq(attemptWaiting.attemptId, attemptId));
  if (!row) return null;
  const { personId, itemId, questionVersionId, context } = row.waiting;
  const [asked, [last]] = await Promise.all([
    askableById(reader, questionVersionId),
    reader
      .select({ grading: attemptGrading, by: person.name })
      .from(attemptGrading)
      .innerJoin(person, eq(person.id, attemptGrading.gradedBy))
      .where(and(eq(attemptGrading.personId, personId), eq(attemptGrading.attemptId, attemptId)))
      .orderBy(desc(attemptGrading.number))
      .limit(1),
  ]);
  if (!asked) return null;
  return {
    attemptId,
    personId,
    name: row.name,
    locale: isLocale(row.locale) ? row.locale : "zh-CN",
    itemId,
    context,
    at: row.at,
    view: viewOf(asked, locale, attemptId),
    answer: parseAnswer(asked.body, row.answer),
    verdict: verdictOf(asked, row.answer, locale),
    graded: last
      ? {
          number: last.grading.number,
          grade: last.grading.grade,
          remark: last.grading.remark,
          by: last.by,
          byId: last.grading.gradedBy,
          at: last.grading.gradedAt,
        }
      : null,
  };
}
