import { sql } from "drizzle-orm";
import { attemptWaiting } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
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

/**
 * Answers of somebody that wait for a supervisor of their team, in the transaction that keeps them. However many wait, the team has one item in its inbox; whoever
 * belongs to no team has one of their own.
 */
export async function openWaitingIn(tx: Tx, ctx: WriteContext, personId: string, answers: readonly Undecided[]): Promise<void> {
  if (answers.length === 0) return;
  const teamId = await teamOf(tx, personId, ctx.now);
  await tx
    .insert(attemptWaiting)
    .values(answers.map(({ share, ...answer }) => ({ ...answer, personId, teamId, openedAt: ctx.now, guess: guessedRight(share) })));
  await openItem(tx, ctx, { kind: "answers", subjectId: teamId ?? personId, teamId });
}

/** The team that somebody is a member of now; null: of none. */
export async function teamOf(tx: Reader, personId: string, now: Date): Promise<string | null> {
  const [row] = await tx.execute<{ teamId: string }>(sql`
    select m.team_id as "teamId" from team_membership m join team t on t.id = m.team_id
    where m.person_id = ${personId} and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date`);
  return row?.teamId ?? null;
}

/**
 * The minute sweep: an inbox holds the item of a team exactly while answers wait there. The last grading of a team leaves the item to this, so that graders
 * and learners never wait for one another over a counter.
 */
export async function sweepWaitingAnswers(db: Db, now: Date): Promise<void> {
  const at = { db, actorId: null, now, requestId: "sweep", submissionId: null };
  const rows = await db.execute<{ subjectId: string; teamId: string | null; waits: boolean }>(sql`
    with waiting as (select distinct coalesce(team_id, person_id) as subject_id, team_id from attempt_waiting where closed_at is null),
      items as (select subject_id, team_id from work_item where kind = 'answers' and closed_at is null)
    select coalesce(w.subject_id, i.subject_id) as "subjectId", coalesce(w.team_id, i.team_id) as "teamId", w.subject_id is not null as waits
    from waiting w full join items i on i.subject_id = w.subject_id
    where w.subject_id is null or i.subject_id is null`);
  if (rows.length === 0) return;
  await db.transaction(async (tx) => {
    for (const { subjectId, teamId, waits } of rows) {
      if (waits) await openItem(tx, at, { kind: "answers", subjectId, teamId });
      else await closeItem(tx, at, "answers", subjectId, "graded");
    }
  });
}
