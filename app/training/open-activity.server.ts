import { and, eq, isNull } from "drizzle-orm";
import { activityState, enrolment } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { type Training, type TrainingActivity, trainingOf } from "./facts.server";

export type OpenActivity = { training: Training; activity: TrainingActivity; where: ReturnType<typeof isActivity> };

/** True for one activity of one enrolment. */
export function isActivity(enrolmentId: string, slug: string) {
  return and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, slug));
}

/**
 * Lock an activity of the person's open enrolment, then load the training around it: what is read holds until the commit.
 * Null when there is no open enrolment or it has no such activity.
 */
export async function lockActivity(tx: Tx, personId: string, slug: string, now: Date): Promise<OpenActivity | null> {
  const [row] = await tx
    .select({ enrolmentId: activityState.enrolmentId })
    .from(activityState)
    .innerJoin(enrolment, eq(enrolment.id, activityState.enrolmentId))
    .where(and(eq(enrolment.personId, personId), isNull(enrolment.endedAt), eq(activityState.slug, slug)))
    .for("update", { of: activityState });
  if (!row) return null;
  const training = await trainingOf(tx, personId, now);
  const activity = training?.activities.find((a) => a.slug === slug);
  if (!training || !activity || training.enrolmentId !== row.enrolmentId) return null;
  return { training, activity, where: isActivity(row.enrolmentId, slug) };
}
