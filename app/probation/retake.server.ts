import { eq } from "drizzle-orm";
import { grading, gradingItem, gradingResult } from "@db/schema";
import type { ContentVersion } from "~/curriculum/queries.server";
import type { Tx } from "~/platform/database.server";
import type { PersonGradings } from "./queries.server";
import { retakeAreas } from "./retake-rules";

/** Which areas a retake covers, and the grading whose grades the others keep. */
export type Retake = { areas: string[]; carriedFrom: string };

/**
 * What the next grading of somebody covers; null: the whole sheet. Only after a failed result by this very version of the checklist, which must say
 * that what passed is carried over; not once anybody let them pass. Not after two gradings either: what they agreed on, halves too, is no grade that one gave.
 */
export async function retakeOf(tx: Tx, found: PersonGradings, checklist: ContentVersion<"checklist">): Promise<Retake | null> {
  if (checklist.body.retake === "whole") return null;
  const results = found.gradings.flatMap((g) => (g.result ? [{ id: g.id, ...g.result }] : []));
  const [last] = results.toSorted((a, b) => b.gradedAt.getTime() - a.gradedAt.getTime());
  if (!last || last.secondGraderId !== null || results.some((r) => r.passed)) return null;
  const [row] = await tx
    .select({ versionId: grading.checklistVersionId, areas: gradingResult.areas, failed: gradingResult.failed })
    .from(gradingResult)
    .innerJoin(grading, eq(grading.id, gradingResult.gradingId))
    .where(eq(grading.id, last.id));
  if (row?.versionId !== checklist.id) return null;
  const items = await tx.select().from(gradingItem).where(eq(gradingItem.gradingId, last.id));
  const areas = retakeAreas(checklist.body, Object.fromEntries(items.map((i) => [i.item, i.grade])), { ...row, passed: false });
  return areas && { areas, carriedFrom: last.id };
}

/** The grades that a grading takes over unseen, as rows of its own that name where each was given. */
export async function carriedOver(
  tx: Tx,
  { id, areas, carriedFrom }: Pick<typeof grading.$inferSelect, "id" | "areas" | "carriedFrom">,
): Promise<(typeof gradingItem.$inferInsert)[]> {
  if (areas === null || carriedFrom === null) return [];
  const before = await tx.select().from(gradingItem).where(eq(gradingItem.gradingId, carriedFrom));
  return before
    .filter((row) => !areas.includes(row.area))
    .map((row) => ({ ...row, gradingId: id, carriedFrom: row.carriedFrom ?? carriedFrom }));
}
