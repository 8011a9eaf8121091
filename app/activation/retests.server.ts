import { and, eq, isNull, sql } from "drizzle-orm";
import { retest } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { setRenewalsIn } from "~/training/renewals.server";
import type { PersonGateFacts } from "./facts.server";
import { examsAgain, isDone, type Lapse, renewalsOf } from "./lapse-rules";

/**
 * A manager said until when people are tested again after a material change: everybody at work whom it concerns has a re-test from now on, unless they have or had one. It concerns whoever
 * passed or signed what was changed itself, and whose required questions lost their fluency by it. What was begun later is of the new version anyway.
 */
export async function openRetestsIn(tx: Tx, ctx: WriteContext, materialId: string): Promise<number> {
  const concerned = await tx.execute<{ personId: string }>(sql`
    select p.id as "personId" from content_material m
      join enrolment e on e.ended_at is null and e.created_at < m.published_at
      join person p on p.id = e.person_id and p.state in ('training', 'probation', 'active', 'suspended')
    where m.id = ${materialId}
      and not exists (select from retest t where t.person_id = p.id and t.material_id = m.id and t.outcome is distinct from 'excused')
      and (exists (
          select from activity_state a join content_version v on v.id = any (m.version_ids) join content_item i on i.id = v.item_id and i.kind = a.kind and i.slug = a.ref
          where a.enrolment_id = e.id and a.mandatory and a.status = 'done' and a.done_at < m.published_at and a.kind in ('acknowledgement', 'quiz', 'exam'))
        or exists (
          select from bank_card c join content_item q on q.id = c.item_id
          where c.person_id = p.id and c.required and c.reviewed_at is not null and c.counts_since >= m.published_at and c.entered_at < m.published_at and q.archived_at is null
            and (q.id in (select v.item_id from content_version v where v.id = any (m.version_ids))
              or m.rests @> jsonb_build_array(jsonb_build_object('kind', 'question', 'slug', q.slug)))))
    order by p.id`);
  if (concerned.length > 0)
    await tx
      .insert(retest)
      .values(concerned.map(({ personId }) => ({ personId, materialId, openedAt: ctx.now })))
      .onConflictDoNothing();
  return concerned.length;
}

/** No re-test is needed after all: it is asked of nobody any more. What lapsed by it comes back by the sweep. */
export async function excuseRetestsIn(tx: Tx, ctx: WriteContext, materialId: string): Promise<void> {
  await tx
    .update(retest)
    .set({ closedAt: ctx.now, outcome: "excused" })
    .where(and(eq(retest.materialId, materialId), isNull(retest.closedAt)));
}

/**
 * Close the re-tests of a person that are done, for good: what becomes of the questions afterwards is fluency's matter. What the open ones ask to be passed or signed again opens, what none asks
 * closes. The caller holds the person's row.
 */
export async function settleRetests(
  tx: Tx,
  ctx: WriteContext,
  { personId, enrolmentId, state, retests }: PersonGateFacts,
  ahead: readonly Lapse[],
): Promise<void> {
  // Nobody is tested who left; what they come back to is a plan of its own.
  if (state === "left" || state === "invited") {
    await tx
      .update(retest)
      .set({ closedAt: ctx.now, outcome: "excused" })
      .where(and(eq(retest.personId, personId), isNull(retest.closedAt)));
    if (enrolmentId) await setRenewalsIn(tx, ctx, { personId, enrolmentId }, []);
    return;
  }
  for (const { id, materialId } of retests.filter(isDone)) {
    const [closed] = await tx
      .update(retest)
      .set({ closedAt: ctx.now, outcome: "done" })
      .where(and(eq(retest.id, id), isNull(retest.closedAt)))
      .returning({ id: retest.id });
    if (closed)
      await audit(tx, ctx, {
        action: "activation.retest_done",
        subject: { type: "content_material", id: materialId },
        personId,
      });
  }
  if (enrolmentId) await setRenewalsIn(tx, ctx, { personId, enrolmentId }, renewalsOf(retests, examsAgain(ahead, ctx.now)));
}
