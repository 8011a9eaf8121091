import { eq, sql } from "drizzle-orm";
import { grading, notice, resultReading } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { type Training, trainingsOf } from "~/training/facts.server";
import { lockGradings } from "./actions.server";
import { isReadByTime, lastDayOf, type OutcomeFacts, readRefusal } from "./outcome-rules";
import type { GradingRow, PersonGradings } from "./queries.server";

/** The zone of a day while somebody belongs to no plan. */
const ZONE = "Asia/Shanghai";
/** Results older than this are looked at no more: nobody is away so long without leave, and a sweep reads few rows. */
const LOOK_BACK_DAYS = 90;
const DAY_MS = 86_400_000;

/** An attempt that counts for something: see `OutcomeFacts`. */
type Counted = GradingRow & { result: NonNullable<GradingRow["result"]> };

/** The attempt of this first grading, when there is a result of it that may be shown. */
export function countedAttempt(found: PersonGradings, gradingId: string): Counted | null {
  const first = found.gradings.find((g) => g.id === gradingId && !g.firstGradingId && g.result);
  return first?.result ? { ...first, result: first.result } : null;
}

/** The checklist by which a grading was made, and the areas that its sheet covered; null: all. */
export async function checklistOf(reader: Reader, gradingId: string) {
  const [row] = await reader
    .select({ versionId: grading.checklistVersionId, areas: grading.areas })
    .from(grading)
    .where(eq(grading.id, gradingId));
  const checklist = row && (await versionById(reader, row.versionId, "checklist"));
  if (!checklist) throw new Error(`grading ${gradingId} names a version that is no checklist`);
  return { body: checklist.body, areas: row.areas };
}

/** What reading and disputing the result of an attempt depend on; `days`: how many working days the checklist gives. */
export function outcomeFacts(
  found: PersonGradings,
  attempt: Counted,
  { training, days, read, now }: { training: Training | null; days: number; read: boolean; now: Date },
): OutcomeFacts {
  const zone = training?.team.zone ?? ZONE;
  const day = plainDateIn(zone, attempt.result.gradedAt);
  const calendar = training?.calendar ?? { workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] };
  return {
    personId: found.personId,
    state: found.state,
    isLast: attempt.id === found.gradings.find((g) => !g.firstGradingId && g.submittedAt)?.id,
    until: lastDayOf(calendar, day, days),
    today: plainDateIn(zone, now),
    dispute: attempt.dispute && (attempt.dispute.outcome ?? "open"),
    read,
  };
}

/** Since when a result counts as read, and whether they said so; null: it does not yet. */
export async function readingOf(reader: Reader, resultId: string) {
  const [row] = await reader
    .select({ how: resultReading.how, at: resultReading.at })
    .from(resultReading)
    .where(eq(resultReading.resultId, resultId));
  return row ?? null;
}

/** Note that a result was read, once; false: it was noted before. */
export async function noteRead(tx: Tx, ctx: WriteContext, personId: string, resultId: string, how: "said" | "time"): Promise<boolean> {
  const fresh = await tx
    .insert(resultReading)
    .values({ resultId, personId, how, at: ctx.now })
    .onConflictDoNothing()
    .returning({ resultId: resultReading.resultId });
  if (fresh.length === 0) return false;
  await audit(tx, ctx, {
    action: how === "said" ? "probation.result_read" : "probation.read_by_time",
    subject: { type: "checklist_result", id: resultId },
    personId,
  });
  return true;
}

/** The agent has read what counts of an attempt. Refuses what `readRefusal` names. */
export async function sayRead(ctx: WriteContext, personId: string, gradingId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    const attempt = found && countedAttempt(found, gradingId);
    if (!attempt) return refuse("no_such_grading");
    const read = (await readingOf(tx, attempt.result.id)) !== null;
    const refusal = readRefusal({ personId, read }, ctx.actorId ?? "");
    if (refusal) return refuse(refusal.code);
    await noteRead(tx, ctx, personId, attempt.result.id, "said");
    return accept(null);
  });
}

/**
 * The minute sweep: results that nobody disputed in time count as read, and the agent is told so. Exactly once: a result is read by one row. The last day is worked out
 * from the calendar each time, so that leave which was entered late moves it.
 */
export async function sweepReadByTime(db: Db, now: Date): Promise<void> {
  const rows = await db.execute<{ personId: string; gradingId: string }>(sql`
    select c.person_id as "personId", c.first_grading_id as "gradingId"
    from checklist_result c join person p on p.id = c.person_id
    where p.state in ('probation', 'active', 'suspended') and c.decided_at >= p.employed_since
      and c.decided_at between ${new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS).toISOString()}::timestamptz and ${new Date(now.getTime() - DAY_MS / 2).toISOString()}::timestamptz
      and not exists (select from result_reading r where r.result_id = c.id)
      and not exists (select from checklist_result n where n.first_grading_id = c.first_grading_id and n.number > c.number)
      and not exists (select from dispute d where d.first_grading_id = c.first_grading_id and (d.closed_at is null or d.outcome = 'ruled'))
      and not second_waits(c.first_grading_id)
    order by c.decided_at limit 200`);
  if (rows.length === 0) return;
  const trainings = await trainingsOf(db, [...new Set(rows.map((r) => r.personId))], now);
  for (const { personId, gradingId } of rows) {
    const { body } = await checklistOf(db, gradingId);
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => {
      const found = await lockGradings(tx, personId);
      const attempt = found && countedAttempt(found, gradingId);
      if (!found || !attempt) return accept(null);
      const facts = outcomeFacts(found, attempt, { training: trainings.get(personId) ?? null, days: body.dispute_days, read: false, now });
      if (!isReadByTime(facts)) return accept(null);
      if (await noteRead(tx, ctx, personId, attempt.result.id, "time"))
        await tx.insert(notice).values({ personId, kind: "probation.read_by_time", data: { personId, gradingId }, createdAt: now });
      return accept(null);
    });
  }
}
