import { eq, sql } from "drizzle-orm";
import { audit as auditTable, outbox, submission } from "@db/schema";
import type { Db, Tx } from "./database.server";
import { idTimeMs, isId } from "./ids";
import { addJob } from "./jobs.server";
import { type Outcome, refuse } from "./refusal";

export { accept, refuse, refuseAll, type Outcome, type Refusal } from "./refusal";

/** Who writes, when, for which request. `submissionId` makes the write happen once. */
export type WriteContext = { db: Db; actorId: string | null; now: Date; requestId: string; submissionId: string | null };

const SUBMISSION_DAYS = 90;

class RolledBack extends Error {
  constructor(readonly outcome: { ok: false; refusals: { code: string }[] }) {
    super("refused");
  }
}

/**
 * One business write: a transaction that happens once per submission id. A replay gets the first result; a refusal leaves nothing behind,
 * not even the submission, so that the corrected form can be sent again. A submission older than 90 days, or another person's, is refused.
 */
export async function write<T>(ctx: WriteContext, decide: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const { submissionId } = ctx;
  if (submissionId !== null) {
    const made = isId(submissionId) ? idTimeMs(submissionId) : null;
    if (made === null || made < Date.now() - SUBMISSION_DAYS * 86_400_000) return refuse("submission_too_old");
  }
  try {
    return await ctx.db.transaction(async (tx) => {
      if (submissionId !== null) {
        const fresh = await tx
          .insert(submission)
          .values({ id: submissionId, personId: ctx.actorId, createdAt: ctx.now })
          .onConflictDoNothing()
          .returning({ id: submission.id });
        if (fresh.length === 0) {
          const [first] = await tx.select().from(submission).where(eq(submission.id, submissionId));
          if (!first || first.personId !== ctx.actorId) return refuse("submission_of_another");
          return first.result as Outcome<T>;
        }
      }
      const outcome = await decide(tx);
      if (!outcome.ok) throw new RolledBack(outcome);
      if (submissionId !== null) await tx.update(submission).set({ result: outcome }).where(eq(submission.id, submissionId));
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome;
    throw error;
  }
}

type AuditRow = {
  /** capability.what, in the past tense: "people.invited". */
  action: string;
  subject: { type: string; id: string };
  /** On whom: makes it part of that person's timeline. */
  personId?: string | null;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
};

/** Write who did what, in the same transaction as the doing. */
export async function audit(tx: Tx, ctx: WriteContext, ...rows: AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(auditTable).values(
    rows.map((row) => ({
      at: ctx.now,
      actorId: ctx.actorId,
      action: row.action,
      subjectType: row.subject.type,
      subjectId: row.subject.id,
      personId: row.personId ?? null,
      before: row.before ?? null,
      after: row.after ?? null,
      reason: row.reason ?? null,
      requestId: ctx.requestId,
    })),
  );
}

/** The job that hands out what the outbox holds of one subject: added with every event. */
export const OUTBOX_TASK = "outbox";

/**
 * Put an event for the world outside into the outbox, in order per subject, with the job that hands it out: both are there if the change is, and only then.
 * The caller holds the subject's row lock.
 */
export async function publish(tx: Tx, ctx: WriteContext, event: { kind: string; subjectId: string; payload: unknown }): Promise<void> {
  await tx.insert(outbox).values({
    kind: event.kind,
    subjectId: event.subjectId,
    sequence: sql`(select coalesce(max(${outbox.sequence}), 0) + 1 from ${outbox} where ${outbox.subjectId} = ${event.subjectId})`,
    payload: event.payload,
    createdAt: ctx.now,
  });
  await addJob(tx, OUTBOX_TASK, { subjectId: event.subjectId }, { key: `${OUTBOX_TASK} ${event.subjectId}` });
}
