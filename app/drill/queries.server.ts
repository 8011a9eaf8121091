import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { examCode, extraAttempt, person, sitting, sittingResult } from "@db/schema";
import { drawableQuestions } from "~/curriculum/drawable.server";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { askableBySlugs, type AskableVersion, questionVersions } from "./askable.server";
import { drawByBlueprint } from "./draw";
import { CODE_FAILURES, examTest, GRACE_MS, quizTest, type Test } from "./exam";
import { shuffled } from "~/platform/seed";
import { type Answer, parseAnswer, type QuestionView, viewOf } from "./types/registry";

export type Sitting = typeof sitting.$inferSelect;
export type TestVersion = ContentVersion<"quiz"> | ContentVersion<"exam">;

/** The rules that a version of a quiz or exam sets. */
export function testOf(version: TestVersion): Test {
  return version.kind === "quiz"
    ? quizTest(version.body as ContentVersion<"quiz">["body"])
    : examTest(version.body as ContentVersion<"exam">["body"]);
}

/** A version of a quiz or exam, or null when the id names none. */
export async function testVersion(reader: Reader, id: string): Promise<TestVersion | null> {
  const version = (await versionsById(reader, [id])).get(id);
  return version?.kind === "quiz" || version?.kind === "exam" ? (version as TestVersion) : null;
}

/** A draw that failed: so many are wanted, so few are there. A fault of the content. */
type TooFew = { topic: string; wanted: number; found: number };

/**
 * The question versions of a new sitting, in order: a quiz's own, shuffled; an exam's drawn by blueprint from the questions in force, those first that
 * the person was not asked in earlier attempts at it.
 */
export async function drawFor(
  reader: Reader,
  version: TestVersion,
  seed: string,
  by: { personId: string; slug: string },
): Promise<{ drawn: string[] } | { shortage: TooFew }> {
  if (version.kind === "exam") {
    const { blueprint } = version.body as ContentVersion<"exam">["body"];
    const [pool, seen] = await Promise.all([drawableQuestions(reader), questionsSeen(reader, by)]);
    return drawByBlueprint(blueprint, pool, seed, seen);
  }
  const { questions } = version.body as ContentVersion<"quiz">["body"];
  const drawn = (await askableBySlugs(reader, questions)).map((q) => q.id);
  if (drawn.length < questions.length) return { shortage: { topic: version.slug, wanted: questions.length, found: drawn.length } };
  return { drawn: shuffled(drawn, seed) };
}

/** The questions, whatever their version, that somebody was asked in all sittings of an activity. */
async function questionsSeen(reader: Reader, { personId, slug }: { personId: string; slug: string }): Promise<ReadonlySet<string>> {
  const rows = await reader
    .select({ drawn: sitting.drawn })
    .from(sitting)
    .where(and(eq(sitting.personId, personId), eq(sitting.slug, slug)));
  const versions = await versionsById(
    reader,
    rows.flatMap((row) => row.drawn),
  );
  return new Set([...versions.values()].map((version) => version.itemId));
}

/** The sitting with this id, whoever's it is; null when there is none. */
export async function sittingById(reader: Reader, id: string): Promise<Sitting | null> {
  const [row] = await reader.select().from(sitting).where(eq(sitting.id, id));
  return row ?? null;
}

/** The sitting that is open for an activity, or null. */
export async function openSitting(reader: Reader, enrolmentId: string, slug: string): Promise<Sitting | null> {
  const [row] = await reader
    .select()
    .from(sitting)
    .where(and(eq(sitting.enrolmentId, enrolmentId), eq(sitting.slug, slug), isNull(sitting.submittedAt)));
  return row ?? null;
}

/** A sitting that was handed in. Without a score: answers wait for a supervisor, and the result with them. */
export type PastSitting = {
  id: string;
  attempt: number;
  startedAt: Date;
  submittedAt: Date;
  score: string | null;
  passed: boolean;
  focusLosses: number;
};

/** The sittings of an activity that were handed in, first to last, each with its latest result; and how many attempts a manager added. */
export async function pastSittings(reader: Reader, enrolmentId: string, slug: string): Promise<{ past: PastSitting[]; extra: number }> {
  const extra = sql<number>`(select count(*)::int from ${extraAttempt} where ${extraAttempt.enrolmentId} = ${enrolmentId} and ${extraAttempt.slug} = ${slug})`;
  const rows = await reader
    .selectDistinctOn([sitting.attempt], {
      id: sitting.id,
      attempt: sitting.attempt,
      startedAt: sitting.startedAt,
      submittedAt: sitting.submittedAt,
      focusLosses: sitting.focusLosses,
      score: sittingResult.score,
      passed: sql<boolean>`coalesce(${sittingResult.passed}, false)`,
      extra,
    })
    .from(sitting)
    .leftJoin(sittingResult, eq(sittingResult.sittingId, sitting.id))
    .where(and(eq(sitting.enrolmentId, enrolmentId), eq(sitting.slug, slug), isNotNull(sitting.submittedAt)))
    .orderBy(asc(sitting.attempt), desc(sittingResult.number));
  const past = rows.flatMap(({ extra: _, submittedAt, ...row }) => (submittedAt ? [{ ...row, submittedAt }] : []));
  return { past, extra: rows[0]?.extra ?? 0 };
}

/** What was sat in an enrolment: every sitting that was handed in, by activity. */
export async function sittingsOf(reader: Reader, enrolmentId: string): Promise<(PastSitting & { slug: string })[]> {
  const rows = await reader
    .selectDistinctOn([sitting.slug, sitting.attempt], {
      slug: sitting.slug,
      id: sitting.id,
      attempt: sitting.attempt,
      startedAt: sitting.startedAt,
      submittedAt: sitting.submittedAt,
      focusLosses: sitting.focusLosses,
      score: sittingResult.score,
      passed: sql<boolean>`coalesce(${sittingResult.passed}, false)`,
    })
    .from(sitting)
    .leftJoin(sittingResult, eq(sittingResult.sittingId, sitting.id))
    .where(and(eq(sitting.enrolmentId, enrolmentId), isNotNull(sitting.submittedAt)))
    .orderBy(asc(sitting.slug), asc(sitting.attempt), desc(sittingResult.number));
  return rows.flatMap(({ submittedAt, ...row }) => (submittedAt ? [{ ...row, submittedAt }] : []));
}

export type PaperQuestion = { id: string; view: QuestionView; answer: Answer | null };

/** The questions of an open sitting, in order, with the answers so far: all that the browser may see of them before the end. */
export async function sittingPaper(reader: Reader, open: Sitting, locale: Locale): Promise<PaperQuestion[]> {
  const versions = await questionVersions(reader, open.drawn);
  return versions.map((asked) => ({
    id: asked.id,
    view: viewOf(asked, locale, `${open.seed} ${asked.id}`),
    answer: parseAnswer(asked.body, storedAnswer(open.answers[asked.id])),
  }));
}

/** The answers of an open sitting by question, those that were given. */
export function answersOf(open: Sitting, versions: readonly AskableVersion[]): Record<string, Answer> {
  return Object.fromEntries(
    versions.flatMap(({ id, body }) => {
      const answer = parseAnswer(body, storedAnswer(open.answers[id]));
      return answer ? [[id, answer]] : [];
    }),
  );
}

/** What an autosave stored under a question: its answer and the time that it took. */
export function storedAnswer(stored: unknown): unknown {
  return (stored as { answer?: unknown } | undefined)?.answer ?? null;
}

/** Open sittings whose time, grace included, is over: oldest first. */
export async function expiredSittings(reader: Reader, now: Date, limit: number): Promise<{ id: string; personId: string }[]> {
  return reader
    .select({ id: sitting.id, personId: sitting.personId })
    .from(sitting)
    .where(and(isNull(sitting.submittedAt), lt(sitting.deadlineAt, new Date(now.getTime() - GRACE_MS))))
    .orderBy(asc(sitting.deadlineAt))
    .limit(limit);
}

/** The one-time code that could start an exam now: when it ends and who gave it. The code itself is nowhere. */
export async function liveCode(
  reader: Reader,
  personId: string,
  slug: string,
  now: Date,
): Promise<{ expiresAt: Date; issuedByName: string } | null> {
  const [row] = await reader
    .select({ expiresAt: examCode.expiresAt, issuedByName: person.name })
    .from(examCode)
    .innerJoin(person, eq(person.id, examCode.issuedBy))
    .where(
      and(
        eq(examCode.personId, personId),
        eq(examCode.slug, slug),
        isNull(examCode.usedAt),
        lt(examCode.failures, CODE_FAILURES),
        sql`${examCode.expiresAt} > ${now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(examCode.issuedAt))
    .limit(1);
  return row ?? null;
}
