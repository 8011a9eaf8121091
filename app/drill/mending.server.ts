import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { bankCard, remedialPerson, remedialQuestion, workItem } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { answersOfCard } from "./card-answers.server";
import { isMended, standingOf } from "./remedial-rules";

/**
 * Look at one question of somebody's open remedial drills again, in the transaction that wrote an answer to it or a grading: what it is now follows from all that was answered since
 * it was assigned. With the last one mended the person's part is done. Only for cards that are marked as being mended, under their lock: whom nothing was
 * assigned to pays nothing. What is done stays done, whatever is said of its answers later: as decisions do.
 */
export async function settleMendingIn(tx: Tx, ctx: WriteContext, personId: string, itemId: string): Promise<void> {
  const open = await tx
    .select({ id: remedialPerson.id, assignedAt: remedialPerson.assignedAt })
    .from(remedialPerson)
    .innerJoin(
      remedialQuestion,
      and(
        eq(remedialQuestion.remedialPersonId, remedialPerson.id),
        eq(remedialQuestion.itemId, itemId),
        isNull(remedialQuestion.droppedAt),
      ),
    )
    .where(and(eq(remedialPerson.personId, personId), isNull(remedialPerson.closedAt)))
    // One after the other, so that two answers never wait for each other.
    .orderBy(asc(remedialPerson.id))
    .for("update", { of: remedialPerson });
  if (open.length === 0) return;
  const [card] = await tx
    .select({ countsSince: bankCard.countsSince })
    .from(bankCard)
    .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)));
  const answers = await answersOfCard(tx, personId, itemId, ctx.now);
  for (const { id, assignedAt } of open) {
    await tx
      .update(remedialQuestion)
      .set(standingOf(answers, assignedAt, card?.countsSince ?? null))
      .where(and(eq(remedialQuestion.remedialPersonId, id), eq(remedialQuestion.itemId, itemId)));
    await closeIfMendedIn(tx, ctx, id);
  }
}

/** Close somebody's part when nothing of it is left to mend. The caller holds its lock. */
async function closeIfMendedIn(tx: Tx, ctx: WriteContext, id: string): Promise<void> {
  const questions = await tx.select().from(remedialQuestion).where(eq(remedialQuestion.remedialPersonId, id));
  if (!isMended(questions)) return;
  const [done] = await tx
    .update(remedialPerson)
    .set({ closedAt: ctx.now, outcome: "done" })
    .where(and(eq(remedialPerson.id, id), isNull(remedialPerson.closedAt)))
    .returning({ remedialId: remedialPerson.remedialId, personId: remedialPerson.personId });
  if (!done) return;
  const mended = questions.filter(({ mendedAt }) => mendedAt !== null).length;
  await closeItem(tx, ctx, "remedial_overdue", id, "done");
  await audit(tx, ctx, {
    action: "drill.remedial_done",
    subject: { type: "remedial", id: done.remedialId },
    personId: done.personId,
    after: { mended, dropped: questions.length - mended },
  });
}

/** Nobody waits for one who left: what was assigned to them closes with that. */
export async function leaveRemedialsIn(tx: Tx, ctx: WriteContext, personId: string): Promise<void> {
  const open = and(eq(remedialPerson.personId, personId), isNull(remedialPerson.closedAt));
  await tx.select({ id: remedialPerson.id }).from(remedialPerson).where(open).orderBy(asc(remedialPerson.id)).for("update");
  const left = await tx
    .update(remedialPerson)
    .set({ closedAt: ctx.now, outcome: "left" })
    .where(open)
    .returning({ id: remedialPerson.id, remedialId: remedialPerson.remedialId });
  for (const { id } of left) await closeItem(tx, ctx, "remedial_overdue", id, "left");
  await audit(
    tx,
    ctx,
    ...left.map(({ remedialId }) => ({ action: "drill.remedial_left", subject: { type: "remedial", id: remedialId }, personId })),
  );
}

/** The lock that assigning and the unmarking of cards share. Answers never take it. */
export async function lockMarks(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('marks of remedial drills'))`);
}

/** The minute sweep: see its three parts. Bounded by what is open. */
export async function sweepRemedials(db: Db, now: Date): Promise<void> {
  const ctx: WriteContext = { db, actorId: null, now, requestId: "sweep", submissionId: null };
  await dropArchived(ctx);
  await followDueDays(ctx);
  await unmarkCards(db);
}

/** A question that went out of use drops out, which is kept; where it was the last one, that part is done. */
async function dropArchived(ctx: WriteContext): Promise<void> {
  const gone = sql`from remedial_question q join content_item i on i.id = q.item_id
    where q.remedial_person_id = p.id and q.dropped_at is null and q.mended_at is null and i.archived_at is not null`;
  const found = await ctx.db.execute<{ id: string }>(sql`
    select p.id from remedial_person p where p.closed_at is null and exists (select ${gone}) order by p.id limit 500`);
  for (const { id } of found)
    await ctx.db.transaction(async (tx) => {
      const [open] = await tx
        .select({ id: remedialPerson.id })
        .from(remedialPerson)
        .where(and(eq(remedialPerson.id, id), isNull(remedialPerson.closedAt)))
        .for("update");
      if (!open) return;
      await tx.execute(sql`update remedial_question q set dropped_at = ${ctx.now.toISOString()}::timestamptz from content_item i
        where q.remedial_person_id = ${id} and q.dropped_at is null and q.mended_at is null and i.id = q.item_id and i.archived_at is not null`);
      await closeIfMendedIn(tx, ctx, id);
    });
}

/** The team that somebody is a member of at an instant. */
export const teamAt = (personId: ReturnType<typeof sql>, at: ReturnType<typeof sql>) => sql`
  select m.team_id, z.zone, z.name from team_membership m join team z on z.id = m.team_id
  where m.person_id = ${personId} and daterange(m.from_day, m.to_day) @> (${at} at time zone z.zone)::date`;

type Late = {
  subjectId: string;
  isLate: boolean;
  isOpen: boolean;
  personId: string | null;
  teamId: string | null;
  data: Record<string, unknown>;
};

/**
 * An inbox holds an item exactly while somebody of its team is late with something. Whoever cancels, extends or answers closes it at once; this opens it, closes what a
 * move between two zones left, and lets it follow a person into another team.
 */
async function followDueDays(ctx: WriteContext): Promise<void> {
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const rows = await ctx.db.execute<Late>(sql`
    with late as (
      select p.id, p.person_id, m.team_id, jsonb_build_object('title', r.title, 'remedialId', r.id, 'due', r.due) as data from remedial_person p join remedial r on r.id = p.remedial_id
        left join lateral (${teamAt(sql`p.person_id`, at)} limit 1) m on true
      where p.closed_at is null and (${at} at time zone coalesce(m.zone, 'Asia/Shanghai'))::date > r.due),
    items as (select subject_id, team_id from work_item where kind = 'remedial_overdue' and closed_at is null)
    select coalesce(l.id, i.subject_id) as "subjectId", l.id is not null as "isLate", i.subject_id is not null as "isOpen",
      l.person_id as "personId", l.team_id as "teamId", l.data
    from late l full join items i on i.subject_id = l.id
    where l.id is null or i.subject_id is null or i.team_id is distinct from l.team_id`);
  if (rows.length === 0) return;
  await ctx.db.transaction(async (tx) => {
    for (const { subjectId, isLate, isOpen, personId, teamId, data } of rows) {
      if (!isLate) await closeItem(tx, ctx, "remedial_overdue", subjectId, "extended");
      else if (isOpen)
        await tx
          .update(workItem)
          .set({ teamId })
          .where(and(eq(workItem.kind, "remedial_overdue"), eq(workItem.subjectId, subjectId), isNull(workItem.closedAt)));
      else await openItem(tx, ctx, { kind: "remedial_overdue", subjectId, personId, teamId, data });
    }
  });
}

/** Cards that nothing open asks for any more are no longer looked at. A mark that stays too long only sends an answer the plain way. */
async function unmarkCards(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await lockMarks(tx);
    await tx.execute(sql`
      update bank_card set mending = false where (person_id, item_id) in (
        select c.person_id, c.item_id from bank_card c
        where c.mending and not exists (
          select from remedial_person p join remedial_question q on q.remedial_person_id = p.id and q.item_id = c.item_id
          where p.person_id = c.person_id and p.closed_at is null and q.dropped_at is null)
        for update skip locked)`);
  });
}
