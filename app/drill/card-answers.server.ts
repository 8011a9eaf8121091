import { and, asc, eq, sql } from "drizzle-orm";
import { attempt, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { isLocale, type Locale } from "~/platform/locale";
import { idTimeMs } from "~/platform/ids";
import { questionVersions } from "./askable.server";
import { guessedRight } from "./judged";
import type { Replayed } from "./replay";
import { isRecognised, targetMs } from "./targets";
import { tuningInForce } from "./tuning.server";

/** What holds of an attempt: its last grading, else what the machine said of it. `from` is an attempt, or what is named like one. */
const lastGrading = sql`select g.share, g.correct from attempt_grading g
  where g.person_id = ${attempt.personId} and g.attempt_id = ${attempt.id} order by g.number desc limit 1`;

const DEFAULT_LOCALE: Locale = "zh-CN";

/**
 * All answers to one question of one person as they stand now, in the order in which they were taken. An answer's target is that of the version that was asked, in
 * the language that the person reads now.
 */
export async function answersOfCard(reader: Reader, personId: string, itemId: string, now: Date): Promise<Replayed[]> {
  const rows = await reader
    .select({
      id: attempt.id,
      versionId: attempt.questionVersionId,
      correct: attempt.correct,
      share: attempt.share,
      undecided: attempt.undecided,
      rating: attempt.rating,
      ms: attempt.answerMs,
      at: attempt.at,
      offline: attempt.offline,
      locale: person.locale,
      graded: sql<{ correct: boolean } | null>`(select to_json(held) from (${lastGrading}) held)`,
    })
    .from(attempt)
    .innerJoin(person, eq(person.id, attempt.personId))
    .where(and(eq(attempt.personId, personId), eq(attempt.context, "drill"), eq(attempt.itemId, itemId)))
    .orderBy(asc(attempt.storedAt), asc(attempt.at), asc(attempt.id));
  const [versions, { targets, by }] = await Promise.all([
    questionVersions(reader, [...new Set(rows.map((row) => row.versionId))]),
    tuningInForce(reader, now),
  ]);
  const bodies = new Map(versions.map(({ id, body }) => [id, body]));
  return rows.flatMap(({ id, versionId, undecided, graded, locale, share, rating, ...row }) => {
    const body = bodies.get(versionId);
    if (!body) return [];
    const pending = undecided && !graded;
    const correct = graded?.correct ?? (pending ? guessedRight(share) : row.correct);
    const asked = { targetMs: targetMs(body, isLocale(locale) ? locale : DEFAULT_LOCALE, targets), recognised: isRecognised(body.type) };
    // A ticket is issued with its attempt's id.
    const askedAt = new Date(idTimeMs(id) ?? row.at);
    return [{ id, ...row, ...asked, by, askedAt, correct, pending, rating: graded ? null : rating }];
  });
}
