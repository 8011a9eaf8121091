import { and, eq, isNull, sql } from "drizzle-orm";
import { meetingBallot, meetingLive, meetingVote } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { countsOf, numberOf } from "./live";

export type LiveRow = typeof meetingLive.$inferSelect;

/** A meeting's screen, locked for this transaction; null: nobody has begun to present it. */
export async function lockLive(tx: Tx, meetingId: string): Promise<LiveRow | null> {
  const [row] = await tx.select().from(meetingLive).where(eq(meetingLive.meetingId, meetingId)).for("update");
  return row ?? null;
}

/** Change what is on the screen. Every change makes it newer; the database tells all who follow. */
export async function show(tx: Tx, meetingId: string, values: Partial<LiveRow> = {}): Promise<void> {
  await tx
    .update(meetingLive)
    .set({ ...values, revision: sql`${meetingLive.revision} + 1` })
    .where(eq(meetingLive.meetingId, meetingId));
}

/** Count and close what is open of a meeting's votes; whether there was any. The caller holds the meeting and its screen. */
export async function closeVotes(tx: Tx, ctx: WriteContext, meetingId: string): Promise<boolean> {
  const open = await tx
    .select()
    .from(meetingVote)
    .where(and(eq(meetingVote.meetingId, meetingId), isNull(meetingVote.closedAt)))
    .for("update");
  for (const { id, options, caseId } of open) {
    const ballots = await tx.select({ choice: meetingBallot.choice }).from(meetingBallot).where(eq(meetingBallot.voteId, id));
    const counts = countsOf(
      options,
      ballots.map(({ choice }) => choice),
    );
    await tx.update(meetingVote).set({ closedAt: ctx.now, counts }).where(eq(meetingVote.id, id));
    const number = numberOf(options);
    await audit(tx, ctx, {
      action: "cases.vote_closed",
      subject: { type: "case", id: caseId },
      after: { number, voted: ballots.length, counts },
    });
  }
  return open.length > 0;
}

/** The end of a meeting is the end of its vote; its last screen says so. The caller holds the meeting. */
export async function endPresenting(tx: Tx, ctx: WriteContext, meetingId: string): Promise<void> {
  if (!(await lockLive(tx, meetingId))) return;
  await closeVotes(tx, ctx, meetingId);
  await show(tx, meetingId, { runningSince: null });
}
