import { and, desc, eq, sql } from "drizzle-orm";
import { attempt, attemptGrading, bankCard, contentItem } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { askableById, questionVersions } from "./askable.server";
import { type Mastery, masteryOf } from "./mastery";
import { targetMs } from "./targets";
import { tuningInForce } from "./tuning.server";
import { type Answer, parseAnswer, type QuestionView, type Verdict, verdictOf, viewOf } from "./types/registry";

/** One answer that was given in the drill, with what is known of it now. */
export type PastAnswer = {
  id: string;
  at: Date;
  ms: number;
  offline: boolean;
  view: QuestionView;
  answer: Answer | null;
  verdict: Verdict;
};

/** What became of one question of a bank. Of one that was never answered nothing but its text is told. */
export type QuestionHistory = { stem: string; topic: string; mastery: Mastery; targetMs: number; answers: PastAnswer[] };

/** So many of the last answers are shown. */
const SHOWN = 20;

/** The answers of somebody to one question of their bank, the last first; null where it is not in it. */
export async function questionHistory(
  db: Db,
  personId: string,
  slug: string,
  { now, locale }: { now: Date; locale: Locale },
): Promise<QuestionHistory | null> {
  const [card] = await db
    .select({ card: bankCard, versionId: contentItem.currentVersionId })
    .from(bankCard)
    .innerJoin(contentItem, eq(contentItem.id, bankCard.itemId))
    .where(and(eq(bankCard.personId, personId), eq(contentItem.kind, "question"), eq(contentItem.slug, slug)));
  if (!card) return null;
  const [asked, { targets }, rows] = await Promise.all([
    askableById(db, card.versionId),
    tuningInForce(db, now),
    card.card.reviewedAt === null ? [] : lastAnswers(db, personId, card.card.itemId),
  ]);
  if (!asked) return null;
  const versions = new Map(
    (await questionVersions(db, [...new Set(rows.map((row) => row.versionId))])).map((version) => [version.id, version]),
  );
  const { body } = asked;
  return {
    ...{ stem: pick(body.stem, locale), topic: body.topic, mastery: masteryOf(card.card, now), targetMs: targetMs(body, locale, targets) },
    answers: rows.flatMap(({ versionId, given, graded, share, undecided, correct, ...row }) => {
      const version = versions.get(versionId);
      if (!version) return [];
      const held = graded ? { ...graded, undecided: false } : { correct, share, undecided };
      const verdict = { ...verdictOf(version, given, locale), ...held };
      return [{ ...row, view: viewOf(version, locale, row.id), answer: parseAnswer(version.body, given), verdict }];
    }),
  };
}

/** Found by the person, and there by the question: what others answered is not looked at. */
function lastAnswers(db: Db, personId: string, itemId: string) {
  return db
    .select({
      id: attempt.id,
      versionId: attempt.questionVersionId,
      at: attempt.at,
      ms: attempt.answerMs,
      offline: attempt.offline,
      given: attempt.answer,
      correct: attempt.correct,
      share: attempt.share,
      undecided: attempt.undecided,
      graded: sql<{ correct: boolean; share: string } | null>`(select json_build_object('correct', g.correct, 'share', g.share::text)
        from ${attemptGrading} g where g.person_id = ${attempt.personId} and g.attempt_id = ${attempt.id} order by g.number desc limit 1)`,
    })
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.context, "drill"), eq(attempt.itemId, itemId)))
    .orderBy(desc(attempt.id))
    .limit(SHOWN);
}
