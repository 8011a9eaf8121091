import { and, eq, isNull, sql } from "drizzle-orm";
import { dispute, enrolment, person, team } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import { closeDisputeItems, gradersOf, lockDispute } from "./disputes.server";

const ZONE = "Asia/Shanghai";

/**
 * The minute sweep over the open disputes, which are few: one whose last day for a ruling has passed goes up to the managers, once; one of somebody who left is over.
 */
export async function sweepDisputes(db: Db, now: Date): Promise<void> {
  const rows = await db
    .select({
      id: dispute.id,
      personId: person.id,
      name: person.name,
      due: dispute.due,
      over: sql<boolean>`${person.state} = 'left' or ${dispute.openedAt} < ${person.employedSince}`,
      up: sql<boolean>`exists (select from work_item w where w.kind = 'dispute_overdue' and w.subject_id = ${dispute.id})`,
      teamId: team.id,
      zone: team.zone,
    })
    .from(dispute)
    .innerJoin(person, eq(person.id, dispute.personId))
    .leftJoin(enrolment, and(eq(enrolment.personId, person.id), isNull(enrolment.endedAt)))
    .leftJoin(team, eq(team.id, enrolment.teamId))
    .where(isNull(dispute.closedAt))
    .orderBy(dispute.openedAt)
    .limit(500);
  for (const { id, personId, name, due, over, up, teamId, zone } of rows) {
    if (!over && (up || plainDateIn(zone ?? ZONE, now) <= due)) continue;
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => {
      await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("update");
      const row = await lockDispute(tx, personId, id);
      if (!row || row.closedAt) return accept(null);
      if (over) {
        await tx.update(dispute).set({ closedAt: now, outcome: "left" }).where(eq(dispute.id, id));
        await closeDisputeItems(tx, ctx, id, "left");
        await audit(tx, ctx, { action: "probation.dispute_over", subject: { type: "dispute", id }, personId });
        return accept(null);
      }
      await openItem(tx, ctx, {
        ...(await managersFor(tx, ctx, row, teamId)),
        kind: "dispute_overdue",
        personId,
        subjectId: id,
        data: { name },
        urgent: true,
      });
      return accept(null);
    });
  }
}

/** The managers of the team who did not grade; where it has none those of the whole shop, and the administrators: whoever is asked can appoint somebody. */
async function managersFor(tx: Tx, ctx: WriteContext, row: typeof dispute.$inferSelect, teamId: string | null) {
  const notFor = await gradersOf(tx, row.resultId);
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const [found] = await tx.execute<{ any: boolean }>(sql`
    select exists (select from role_grant g where g.role = 'manager' and (g.team_id is null or g.team_id = ${teamId})
      and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at}) and g.person_id <> all(${sql.param([...notFor, row.personId])}::uuid[])) as any`);
  return found?.any ? { teamId, notFor } : { teamId: null, notFor: [] };
}
