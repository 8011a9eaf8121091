import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { clearanceLapse, dueDate, notice } from "@db/schema";
import { CONDUCT_HOLD } from "~/conduct/entries.server";
import type { Db, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { lockPerson, settleClearance } from "./clearance.server";

/** So many entries one run of the sweep takes. */
const A_RUN = 200;

type Entry = { personId: string; note: string; by: string; counts: boolean };

/**
 * Suspend the clearance for an entry in the ledger of conduct whose rule suspends, as the supervisor who made it would have by hand: what happened is the reason, the entry the evidence. Once
 * for an entry, whether its job or the sweep comes first. An entry that was taken back before counts no more, and who has no seat has nothing to be suspended.
 */
export async function suspendForConduct(db: Db, entryId: string, now: Date): Promise<void> {
  const [entry] = await db.execute<Entry>(sql`
    select e.person_id as "personId", e.note, e.entered_by as "by", w.entry_id is null and coalesce(a.outcome, 'upheld') = 'upheld' as counts
    from conduct_entry e left join conduct_withdrawal w on w.entry_id = e.id left join conduct_appeal a on a.entry_id = e.id where e.id = ${entryId}`);
  if (!entry) return;
  const ctx: WriteContext = { db, actorId: entry.by, now, requestId: newId(), submissionId: null };
  await write(ctx, async (tx) => {
    const locked = await lockPerson(tx, entry.personId);
    const [mine] = await tx
      .update(dueDate)
      .set({ handledAt: now })
      .where(and(eq(dueDate.kind, CONDUCT_HOLD), eq(dueDate.subjectId, entryId), isNull(dueDate.handledAt)))
      .returning({ id: dueDate.id });
    if (mine && entry.counts && (locked?.state === "probation" || locked?.state === "active")) await hold(tx, ctx, entryId, entry);
    return accept(null);
  });
}

async function hold(tx: Tx, ctx: WriteContext, entryId: string, { personId, note, by }: Entry): Promise<void> {
  const id = newId();
  const evidence = `/conduct/entries/${entryId}`;
  const lapse = { id, personId, reason: "conduct" as const, causeId: entryId, at: ctx.now, begunAt: ctx.now, begunBy: by, note, evidence };
  await tx.insert(clearanceLapse).values(lapse);
  await tx.insert(notice).values({ personId, kind: "activation.lapsed_conduct", data: { personId }, createdAt: ctx.now, important: true });
  await audit(tx, ctx, {
    action: "activation.clearance_held",
    subject: { type: "clearance_lapse", id },
    personId,
    after: { lapse: "conduct", evidence },
    reason: note,
  });
  await settleClearance(tx, ctx, personId, "conduct", id);
}

/** The minute sweep: entries that suspend and whose job was lost. */
export async function sweepConductHolds(db: Db, now: Date): Promise<void> {
  const due = await db
    .select({ entryId: dueDate.subjectId })
    .from(dueDate)
    .where(and(eq(dueDate.kind, CONDUCT_HOLD), isNull(dueDate.handledAt), lte(dueDate.at, now)))
    .orderBy(dueDate.at)
    .limit(A_RUN);
  for (const { entryId } of due) await suspendForConduct(db, entryId, now);
}
