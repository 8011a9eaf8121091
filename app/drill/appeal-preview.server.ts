import { eq, inArray, sql } from "drizzle-orm";
import { person, sitting, sittingResult } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { type Appeal, type Concerned, concernedBy } from "./appeal.server";
import type { Ruling } from "./appeal-rules";
import { questionVersions } from "./askable.server";
import { resultOf } from "./exam";
import { type Sitting, testOf, testVersion } from "./queries.server";
import { heldGrades, lastResult } from "./results.server";

/** A result that a ruling changes or changed. `before` null: it waited for a grade. */
export type ChangedResult = {
  personId: string;
  name: string;
  title: string;
  attempt: number;
  before: { score: string; passed: boolean } | null;
  after: { score: string; passed: boolean };
};

export type Preview = {
  answers: number;
  people: number;
  /** Results of quizzes and exams that change. */
  results: ChangedResult[];
  /** There are more than were looked through. */
  more: boolean;
};

const MOST_ANSWERS = 1000;
const MOST_SITTINGS = 100;
const FULL = { points: 1, of: 1, correct: true };

/** What a ruling would change, before it is given: the same answers and the same arithmetic as the regrade itself. */
export async function previewOf(
  reader: Reader,
  about: Appeal,
  ruling: Exclude<Ruling, "rejected">,
  by: string,
  locale: Locale,
): Promise<Preview> {
  const concerned = await concernedBy(reader, about, ruling, { by, limit: MOST_ANSWERS + 1 });
  const ids = [...new Set(concerned.filter((c) => c.context === "sitting").map((c) => c.contextId))].slice(0, MOST_SITTINGS + 1);
  const sittings = ids.length === 0 ? [] : await named(reader, ids.slice(0, MOST_SITTINGS));
  const results: ChangedResult[] = [];
  for (const one of sittings) {
    const changed = await changedBy(reader, one, concerned, locale);
    if (changed) results.push(changed);
  }
  return {
    answers: Math.min(concerned.length, MOST_ANSWERS),
    people: new Set(concerned.map((c) => c.personId)).size,
    results,
    more: concerned.length > MOST_ANSWERS || ids.length > MOST_SITTINGS,
  };
}

type Named = { sitting: Sitting; name: string };

function named(reader: Reader, ids: readonly string[]): Promise<Named[]> {
  return reader
    .select({ sitting, name: person.name })
    .from(sitting)
    .innerJoin(person, eq(person.id, sitting.personId))
    .where(inArray(sitting.id, [...ids]))
    .orderBy(person.name, sitting.attempt);
}

async function changedBy(
  reader: Reader,
  { sitting: one, name }: Named,
  concerned: readonly Concerned[],
  locale: Locale,
): Promise<ChangedResult | null> {
  const full = new Set(concerned.filter((c) => c.contextId === one.id).map((c) => c.attemptId));
  const [held, asked, version, last] = await Promise.all([
    heldGrades(reader, one),
    questionVersions(reader, one.drawn),
    testVersion(reader, one.contentVersionId),
    lastResult(reader, one.id),
  ]);
  if (!version || held.some((h) => h.waiting && !full.has(h.attemptId))) return null;
  const critical = new Map(asked.map((q) => [q.id, q.body.critical]));
  const test = testOf(version);
  const after = resultOf(
    held.map((h) => ({ grade: full.has(h.attemptId) ? FULL : h.grade, critical: critical.get(h.questionVersionId) ?? false })),
    test,
  );
  const before = last && { score: last.score, passed: last.passed };
  if (before?.score === after.score && before.passed === after.passed) return null;
  return {
    personId: one.personId,
    name,
    title: pick(test.title, locale),
    attempt: one.attempt,
    before,
    after: { score: after.score, passed: after.passed },
  };
}

/** The results that a ruling changed, each beside the one before it. */
export async function changedResults(reader: Reader, appealId: string, locale: Locale): Promise<ChangedResult[]> {
  const rows = await reader
    .select({
      personId: sitting.personId,
      name: person.name,
      versionId: sitting.contentVersionId,
      attempt: sitting.attempt,
      score: sittingResult.score,
      passed: sittingResult.passed,
      before: sql<{ score: string; passed: boolean } | null>`(select json_build_object('score', b.score::text, 'passed', b.passed)
        from sitting_result b where b.sitting_id = ${sittingResult.sittingId} and b.number = ${sittingResult.number} - 1)`,
    })
    .from(sittingResult)
    .innerJoin(sitting, eq(sitting.id, sittingResult.sittingId))
    .innerJoin(person, eq(person.id, sitting.personId))
    .where(eq(sittingResult.appealId, appealId))
    .orderBy(person.name, sitting.attempt)
    .limit(MOST_ANSWERS);
  return Promise.all(
    rows.map(async ({ versionId, score, passed, ...row }) => {
      const version = await testVersion(reader, versionId);
      return { ...row, title: version ? pick(testOf(version).title, locale) : "", after: { score, passed } };
    }),
  );
}
