import { eq, sql } from "drizzle-orm";
import { evidenceCheck, person } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import type { Gate } from "./gate-facts";
import { verifyEvidence, type Verified } from "./verify.server";

/** The decisions of so many people are verified in one run of the minute sweep, those of each once a day. */
const PEOPLE_A_RUN = 5;
const DAY_MS = 86_400_000;

/** Have a person's decisions verified from now on, a day after the last of them at first. Written with the decision. */
export async function checkFromNowOn(tx: Tx, ctx: WriteContext, personId: string): Promise<void> {
  const dueAt = new Date(ctx.now.getTime() + DAY_MS);
  await tx.insert(evidenceCheck).values({ personId, dueAt }).onConflictDoNothing();
}

/**
 * The minute sweep: verify every decision of a few people, of everybody once a day. A decision that does not verify, or that is not there any more, is an urgent item for
 * administrators, once for each decision whoever closes it.
 */
export async function sweepEvidence(db: Db, now: Date): Promise<void> {
  const next = new Date(now.getTime() + DAY_MS).toISOString();
  const due = await db.execute<{ personId: string }>(sql`
    update evidence_check c set due_at = ${next}::timestamptz
    from (select person_id from evidence_check where due_at <= ${now.toISOString()}::timestamptz order by due_at limit ${PEOPLE_A_RUN} for update skip locked) d
    where c.person_id = d.person_id returning c.person_id as "personId"`);
  for (const { personId } of due) {
    for await (const verified of verifyEvidence(db, { personId })) await tellOf(db, now, verified);
  }
}

async function tellOf(db: Db, now: Date, verified: Verified): Promise<void> {
  if ("verdict" in verified && verified.verdict.state !== "broken") return;
  const { personId } = verified;
  const subjectId =
    "verdict" in verified ? verified.verdict.decisionId : verified.missing.id.startsWith("#") ? personId : verified.missing.id;
  const gate: Gate | null = "verdict" in verified ? verified.verdict.gate : null;
  const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
  await write(ctx, async (tx) => {
    // Of two workers that find it at the same moment the second waits here and then sees the item.
    const [who] = await tx.select({ name: person.name }).from(person).where(eq(person.id, personId)).for("update");
    if (who && !(await isTold(tx, personId, subjectId)))
      await openItem(tx, ctx, { kind: "evidence_broken", teamId: null, personId, subjectId, data: { name: who.name, gate }, urgent: true });
    return accept(null);
  });
}

async function isTold(reader: Reader, personId: string, subjectId: string): Promise<boolean> {
  const [row] = await reader.execute<{ told: boolean }>(sql`select exists (select from work_item w
    where w.person_id = ${personId} and w.kind = 'evidence_broken' and w.subject_id = ${subjectId}) as told`);
  return row?.told ?? false;
}

/** Of a decision that does not verify: whose it is, and whether an administrator has still to look into it. Null when nothing was ever found. */
export async function brokenEvidence(
  reader: Reader,
  personId: string,
  subjectId: string,
): Promise<{ name: string; isOpen: boolean } | null> {
  const [row] = await reader.execute<{ name: string; isOpen: boolean }>(sql`
    select p.name, bool_or(w.closed_at is null) as "isOpen" from work_item w join person p on p.id = w.person_id
    where w.person_id = ${personId} and w.kind = 'evidence_broken' and w.subject_id = ${subjectId} group by p.name`);
  return row ?? null;
}

const SHORTEST_REASON = 10;

/** An administrator has found out what happened: the item leaves the inbox and what was found stays in the audit. The evidence stays as it is. */
export function noteBroken(ctx: WriteContext, personId: string, subjectId: string, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if (reason.trim().length < SHORTEST_REASON) return refuse("broken_reason", { field: "reason" });
    if (!(await closeItem(tx, ctx, "evidence_broken", subjectId, "noted"))) return refuse("not_waiting");
    const subject = { type: "broken_evidence", id: subjectId };
    await audit(tx, ctx, { action: "activation.evidence_noted", subject, personId, reason: reason.trim() });
    return accept(null);
  });
}
