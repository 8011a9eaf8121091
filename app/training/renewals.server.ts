import { and, eq, isNull, lt, lte, notInArray } from "drizzle-orm";
import { activityState, renewal } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { isActivity } from "./open-activity.server";

/** An activity that was done and is to be done again: what is begun from `since` on counts. */
export type Renewal = { slug: string; since: Date };

/**
 * What of an enrolment is to be done again, from now on: opens what is new with the version in force, and withdraws what is asked for no more. What was done stays done; the caller holds the
 * person's row.
 */
export async function setRenewalsIn(
  tx: Tx,
  ctx: WriteContext,
  whose: { personId: string; enrolmentId: string },
  wanted: readonly Renewal[],
): Promise<void> {
  const slugs = wanted.map(({ slug }) => slug);
  const open = and(eq(renewal.enrolmentId, whose.enrolmentId), isNull(renewal.closedAt));
  await tx
    .update(renewal)
    .set({ closedAt: ctx.now, outcome: "withdrawn" })
    .where(slugs.length === 0 ? open : and(open, notInArray(renewal.slug, slugs)));
  for (const { slug, since } of wanted) {
    const [opened] = await tx
      .insert(renewal)
      .values({ ...whose, slug, since, openedAt: ctx.now })
      .onConflictDoUpdate({
        target: [renewal.enrolmentId, renewal.slug],
        targetWhere: isNull(renewal.closedAt),
        set: { since },
        setWhere: lt(renewal.since, since),
      })
      .returning({ id: renewal.id });
    // As before the first time: they begin with what is in force then.
    if (opened) await tx.update(activityState).set({ contentVersionId: null }).where(isActivity(whose.enrolmentId, slug));
  }
}

/** A test was passed or a document signed that was begun at `begunAt`: what was to be done again is, if that lies after its beginning. */
export async function closeRenewalIn(
  tx: Tx,
  ctx: WriteContext,
  done: { enrolmentId: string; slug: string; begunAt: Date; evidenceId: string },
): Promise<void> {
  await tx
    .update(renewal)
    .set({ closedAt: ctx.now, outcome: "done", evidenceId: done.evidenceId })
    .where(
      and(
        eq(renewal.enrolmentId, done.enrolmentId),
        eq(renewal.slug, done.slug),
        isNull(renewal.closedAt),
        lte(renewal.since, done.begunAt),
      ),
    );
}
