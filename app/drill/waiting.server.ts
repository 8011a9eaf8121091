import { sql } from "drizzle-orm";
import { attemptWaiting } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { guessedRight } from "./judged";

/** An answer that a machine cannot decide, as it was just kept. */
export type Undecided = {
  attemptId: string;
  itemId: string;
  questionVersionId: string;
  context: "sitting" | "drill";
  /** The sitting; of a drill the question. */
  contextId: string;
  /** The machine's guess, 0 to 1. */
  share: string;
};

/** Answers of somebody that wait for a supervisor of their team, in the transaction that keeps them. */
export async function openWaitingIn(tx: Tx, ctx: WriteContext, personId: string, answers: readonly Undecided[]): Promise<void> {
  if (answers.length === 0) return;
  const teamId = await teamOf(tx, personId, ctx.now);
  await tx
    .insert(attemptWaiting)
    .values(answers.map(({ share, ...answer }) => ({ ...answer, personId, teamId, openedAt: ctx.now, guess: guessedRight(share) })));
}

async function teamOf(tx: Tx, personId: string, now: Date): Promise<string | null> {
  const [row] = await tx.execute<{ teamId: string }>(sql`
    select m.team_id as "teamId" from team_membership m join team t on t.id = m.team_id
    where m.person_id = ${personId} and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date`);
  return row?.teamId ?? null;
}
