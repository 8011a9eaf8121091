import { and, desc, eq, isNotNull } from "drizzle-orm";
import { checklistResult, grading, gradingItem } from "@db/schema";
import type { ContentVersion } from "~/curriculum/queries.server";
import type { Reader, Tx } from "~/platform/database.server";
import type { PersonGradings } from "./queries.server";
import { retakeAreas } from "./retake-rules";

/** Which areas a retake covers, and the grading whose grades the others keep. */
export type Retake = { areas: string[]; carriedFrom: string };

/**
 * What the next grading of somebody covers; null: the whole sheet. Only after a failed result by this very version of the checklist, which must say
 * that what passed is carried over; not once anybody let them pass. What counted decides: after two gradings what they came to together, after a ruling what was ruled. One statement.
 */
export async function retakeOf(reader: Reader, found: PersonGradings, checklist: ContentVersion<"checklist">): Promise<Retake | null> {
  if (checklist.body.retake === "whole") return null;
  const results = found.gradings.flatMap((g) => (g.result ? [{ ...g.result, id: g.id }] : []));
  const [last] = results.toSorted((a, b) => b.gradedAt.getTime() - a.gradedAt.getTime());
  if (!last || results.some((r) => r.passed)) return null;
  const counted = await countedOf(reader, last.id);
  if (counted?.versionId !== checklist.id) return null;
  const areas = retakeAreas(checklist.body, counted.grades, { ...counted.result, passed: false });
  return areas && { areas, carriedFrom: last.id };
}

/** What counts of an attempt, by its first grading, with its grades by item and the version by which it was graded; null: nothing yet. */
async function countedOf(reader: Reader, gradingId: string) {
  const [row] = await reader
    .select({ result: checklistResult, versionId: grading.checklistVersionId })
    .from(checklistResult)
    .innerJoin(grading, eq(grading.id, checklistResult.firstGradingId))
    .where(eq(checklistResult.firstGradingId, gradingId))
    .orderBy(desc(checklistResult.number))
    .limit(1);
  return row && { ...row, grades: Object.fromEntries(Object.entries(row.result.grades).map(([slug, grade]) => [slug, Number(grade)])) };
}

/**
 * The grades that a grading takes over unseen, as rows of its own that name where each was given, and what counted of it where that is another grade. A second grading
 * takes over what the first did, whatever was ruled since.
 */
export async function carriedOver(
  tx: Tx,
  { id, areas, carriedFrom, firstGradingId }: Pick<typeof grading.$inferSelect, "id" | "areas" | "carriedFrom" | "firstGradingId">,
): Promise<(typeof gradingItem.$inferInsert)[]> {
  if (areas === null || carriedFrom === null) return [];
  if (firstGradingId) {
    const same = await tx
      .select()
      .from(gradingItem)
      .where(and(eq(gradingItem.gradingId, firstGradingId), isNotNull(gradingItem.carriedFrom)));
    return same.map((row) => ({ ...row, gradingId: id }));
  }
  const [before, counted] = await Promise.all([
    tx.select().from(gradingItem).where(eq(gradingItem.gradingId, carriedFrom)),
    countedOf(tx, carriedFrom),
  ]);
  return before
    .filter((row) => !areas.includes(row.area))
    .map((row) => {
      const grade = counted?.grades[row.item] ?? row.grade;
      return { ...row, gradingId: id, carriedFrom: row.carriedFrom ?? carriedFrom, counted: grade === row.grade ? null : String(grade) };
    });
}
