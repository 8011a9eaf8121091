import { and, eq, gte } from "drizzle-orm";
import { activityState, attempt } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { isDecided } from "~/curriculum/pack-question";
import { contentBySlugs, type ContentVersion, versionById } from "~/curriculum/queries.server";
import { askable, askableById, askableBySlugs, type AskableVersion } from "~/drill/askable.server";
import { enterBank } from "~/drill/bank.server";
import { gradeCheck } from "~/drill/lesson-check.server";
import { type Answer, parseAnswer, type Verdict, verdictOf } from "~/drill/types/registry";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { lockActivity } from "./open-activity.server";
import { workRefusal } from "./rules";

/**
 * The questions at the end of a lesson, in its order, for somebody who began it at `since`. Those whose content is gone, or of a type that a person
 * has to judge, are left out: nobody would ever be done with them.
 */
async function checkQuestions(reader: Reader, lesson: ContentVersion<"lesson">, since: Date): Promise<AskableVersion[]> {
  return (await askableBySlugs(reader, lesson.body.check, since)).filter((question) => isDecided(question.body));
}

/**
 * What a lesson's page shows besides its text, in one look-up: the questions at its end and the house forms under it, as they were when the person began
 * (`since`) unless a material version took their place. What is gone is left out.
 */
export async function lessonParts(
  reader: Reader,
  lesson: ContentVersion<"lesson">,
  since: Date | null = null,
): Promise<{ questions: AskableVersion[]; forms: ItemBody<"house_form">[] }> {
  const { check, forms } = lesson.body;
  const named = [
    ...check.map((slug) => ({ kind: "question" as const, slug })),
    ...forms.map((slug) => ({ kind: "house_form" as const, slug })),
  ];
  const found = await contentBySlugs(reader, named, since);
  const asked = await askable(
    reader,
    check.map((slug) => found.get(`question ${slug}`)),
  );
  return {
    questions: asked.filter((question) => isDecided(question.body)),
    forms: forms.flatMap((slug) => (found.get(`house_form ${slug}`)?.body as ItemBody<"house_form"> | undefined) ?? []),
  };
}

/** The versions of questions that the person has answered rightly in this version of the lesson since `since`, by id. */
export async function answeredRightly(reader: Reader, personId: string, lessonVersionId: string, since: Date | null): Promise<Set<string>> {
  const rows = await reader
    .selectDistinct({ id: attempt.questionVersionId })
    .from(attempt)
    .where(
      and(
        eq(attempt.personId, personId),
        eq(attempt.contextId, lessonVersionId),
        eq(attempt.context, "lesson"),
        eq(attempt.correct, true),
        since ? gte(attempt.at, since) : undefined,
      ),
    );
  return new Set(rows.map((r) => r.id));
}

/** An answer that the person gave in a lesson, with its verdict: what a page shows that was loaded anew. Null when there is no such attempt. */
export async function givenAnswer(
  reader: Reader,
  personId: string,
  attemptId: string,
  locale: Locale,
): Promise<{ question: string; answer: Answer | null; verdict: Verdict } | null> {
  const [row] = await reader
    .select({ versionId: attempt.questionVersionId, answer: attempt.answer })
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.id, attemptId), eq(attempt.context, "lesson")));
  const question = row && (await askableById(reader, row.versionId));
  if (!row || !question) return null;
  return { question: question.slug, answer: parseAnswer(question.body, row.answer), verdict: verdictOf(question, row.answer, locale) };
}

export type CheckAnswer = { attemptId: string; questionVersionId: string; answer: unknown; ms: unknown };
export type Checked = { verdict: Verdict; question: string; right: string[]; done: boolean };

/**
 * Grade one answer of a lesson's check. The lesson is done when every question was answered rightly at least once;
 * a wrong one is explained and asked again.
 */
export function answerCheck(
  ctx: WriteContext,
  personId: string,
  slug: string,
  input: CheckAnswer,
  locale: Locale,
): Promise<Outcome<Checked>> {
  // The attempt's own id makes it happen once.
  return write({ ...ctx, submissionId: null }, async (tx) => {
    const found = await lockActivity(tx, personId, slug, ctx.now);
    if (!found) return refuse("no_such_activity");
    const { training, activity, where } = found;
    const refusal = workRefusal(training, activity, "lesson", training.person.state, training.today);
    if (refusal) return refuseAll([refusal]);
    const lesson = activity.versionId === null ? null : await versionById(tx, activity.versionId, "lesson");
    if (!lesson) return refuse("content_gone");
    const question = await askableById(tx, input.questionVersionId);
    if (!question || !isDecided(question.body) || !lesson.body.check.includes(question.slug)) return refuse("not_asked");

    const startedAt = activity.startedAt ?? ctx.now;
    const asked = await checkQuestions(tx, lesson, startedAt);
    // A material version took its place while the page was open: the page is loaded anew and asks that one.
    if (asked.some((q) => q.slug === question.slug && q.id !== question.id)) return refuse("question_changed");
    if (activity.status === "open")
      await tx.update(activityState).set({ status: "started", startedAt, contentVersionId: lesson.id }).where(where);
    const graded = await gradeCheck(tx, ctx, { ...input, personId, contextId: lesson.id, issuedAt: startedAt }, locale);
    if (!graded.ok) return graded;

    const right = await answeredRightly(tx, personId, lesson.id, startedAt);
    const done = asked.every((q) => right.has(q.id));
    if (done && activity.status !== "done") {
      await tx.update(activityState).set({ status: "done", submittedAt: ctx.now, doneAt: ctx.now }).where(where);
      await enterBank(tx, personId, [activity.ref], ctx.now);
      await audit(tx, ctx, { action: "training.lesson_done", subject: { type: "lesson", id: lesson.id }, personId, after: { slug } });
    }
    return accept({ verdict: graded.value, question: question.slug, right: asked.filter((q) => right.has(q.id)).map((q) => q.slug), done });
  });
}
