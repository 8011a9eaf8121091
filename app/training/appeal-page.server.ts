import { and, eq, sql } from "drizzle-orm";
import { attempt, attemptGrading, person } from "@db/schema";
import { type Appeal, appealById, answersGiven } from "~/drill/appeal.server";
import { type ChangedResult, changedResults, previewOf } from "~/drill/appeal-preview.server";
import { askableById } from "~/drill/askable.server";
import { answerInWords } from "~/drill/types/words";
import { parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import type { Locale } from "~/platform/locale";

/** Who looks at an appeal: by whom it was made, who was regraded by it, or who decides. */
export type AppealViewer = {
  personId: string;
  decides: boolean;
  /** Of whose results they may read. */
  seesResultsOf: (personId: string) => Promise<boolean>;
};

/** An answer to a question with its review. Null when the question's version names none. */
export async function reviewOf(reader: Reader, personId: string, attemptId: string, locale: Locale) {
  const [row] = await reader
    .select({ versionId: attempt.questionVersionId, answer: attempt.answer, at: attempt.at })
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.id, attemptId)));
  const asked = row && (await askableById(reader, row.versionId));
  if (!asked) return null;
  return {
    at: row.at,
    asked,
    view: viewOf(asked, locale, attemptId),
    answer: parseAnswer(asked.body, row.answer),
    verdict: verdictOf(asked, row.answer, locale),
  };
}

/** The page of an appeal: what was answered, what was asked for, and what was made of it; for who decides also what each ruling would change. */
export async function appealPage(reader: Reader, appealId: string, viewer: AppealViewer, locale: Locale) {
  const found = await appealById(reader, appealId);
  if (!found) return null;
  const [concerned] = await reader
    .select({ id: attemptGrading.id })
    .from(attemptGrading)
    .where(and(eq(attemptGrading.appealId, appealId), eq(attemptGrading.personId, viewer.personId)))
    .limit(1);
  const isOwn = found.personId === viewer.personId;
  if (!isOwn && !concerned && !viewer.decides) return null;
  const review = await reviewOf(reader, found.personId, found.attemptId, locale);
  if (!review) return null;
  const [names, changed] = await Promise.all([namesOf(reader, found), changedResults(reader, appealId, locale)]);
  const { asked, ...shown } = review;
  const mayDecide = viewer.decides && !isOwn && found.decidedAt === null;
  // Whoever was regraded by another's appeal sees the question and the ruling, not what that other had written.
  const isShown = isOwn || viewer.decides;
  return {
    id: found.id,
    isOwn,
    name: isShown ? names.name : null,
    reason: isShown ? found.reason : null,
    openedAt: found.openedAt,
    review: { ...shown, answer: isShown ? shown.answer : null },
    ruling: found.ruling && {
      ruling: found.ruling,
      reason: found.rulingReason ?? "",
      by: names.by ?? "",
      at: found.decidedAt ?? found.openedAt,
    },
    regraded: names.regraded,
    changed: await readable(changed, viewer),
    mayDecide,
    previews: mayDecide
      ? {
          also_right: await preview(reader, found, "also_right", viewer, locale),
          all_right: await preview(reader, found, "all_right", viewer, locale),
        }
      : null,
    given: viewer.decides
      ? (await answersGiven(reader, found)).slice(0, 50).map(({ answer, count, full }) => ({
          words: answerInWords(shown.view, parseAnswer(asked.body, answer)),
          count,
          full,
        }))
      : [],
  };
}

async function preview(reader: Reader, found: Appeal, ruling: "also_right" | "all_right", viewer: AppealViewer, locale: Locale) {
  const { results, ...counts } = await previewOf(reader, found, ruling, viewer.personId, locale);
  const passes = results.filter(({ before, after }) => after.passed && !before?.passed);
  return { ...counts, changes: results.length, passes: await readable(passes, viewer), passing: passes.length };
}

/** Those of the results that the viewer may read, with scores as they are shown. */
async function readable(results: readonly ChangedResult[], viewer: AppealViewer): Promise<ChangedResult[]> {
  const seen = await Promise.all(results.map((r) => r.personId === viewer.personId || viewer.seesResultsOf(r.personId)));
  const shown = <R extends { score: string } | null>(r: R): R => (r ? { ...r, score: showScore(r.score) } : r);
  return results.flatMap((r, i) => (seen[i] ? [{ ...r, before: shown(r.before), after: shown(r.after) }] : []));
}

async function namesOf(
  reader: Reader,
  { id, personId, decidedBy }: Appeal,
): Promise<{ name: string; by: string | null; regraded: number }> {
  const [row] = await reader
    .select({
      name: person.name,
      by: sql<string | null>`(select b.name from person b where b.id = ${decidedBy}::uuid)`,
      regraded: sql<number>`(select count(*)::int from attempt_grading g where g.appeal_id = ${id}::uuid)`,
    })
    .from(person)
    .where(eq(person.id, personId));
  return row ?? { name: "", by: null, regraded: 0 };
}
