import { and, eq, isNull } from "drizzle-orm";
import { selfAssessment } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";

/** The self-assessment that stands before somebody's next grading, locked; null when none was begun. It may be of an earlier employment. */
export async function openSelfAssessment(tx: Tx, personId: string): Promise<typeof selfAssessment.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(selfAssessment)
    .where(and(eq(selfAssessment.personId, personId), isNull(selfAssessment.closedAt)))
    .for("update");
  return row ?? null;
}

/** A first grading was submitted, under the person's lock: what the person thought of themselves stands beside it, and can change no more. */
export async function closeSelfAssessment(
  tx: Tx,
  ctx: WriteContext,
  { personId, employedSince }: { personId: string; employedSince: Date },
  gradingId: string,
): Promise<void> {
  const row = await openSelfAssessment(tx, personId);
  if (!row || row.startedAt < employedSince) return;
  await tx.update(selfAssessment).set({ closedAt: ctx.now, gradingId }).where(eq(selfAssessment.id, row.id));
}
