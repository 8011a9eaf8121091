import { and, gt, inArray, sql } from "drizzle-orm";
import { lapseWarning } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, write, type WriteContext } from "~/platform/write.server";
import { settleClearance } from "./clearance.server";
import { gateFacts, type PersonGateFacts } from "./facts.server";
import { holdsSeat, isDone, type Lapse, lapsesAhead, lapseSteps, warningDue } from "./lapse-rules";
import { openedGates, policyBook } from "./policy.server";

const AT_A_TIME = 200;

/**
 * The minute sweep: whose clearance may lapse or come back. Only those with an open re-test, a live lapse or an override about to run out are looked at, many by one statement; whoever has
 * something to be written is settled under their own lock. What the clock jumped over is caught up with, once.
 */
export async function sweepLapses(db: Db, now: Date): Promise<void> {
  const ids = await lookedAt(db, now);
  for (let from = 0; from < ids.length; from += AT_A_TIME) await sweepChunk(db, ids.slice(from, from + AT_A_TIME), now);
}

async function lookedAt(db: Db, now: Date): Promise<string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await db.execute<{ id: string }>(sql`
    select person_id as id from retest where closed_at is null
    union select person_id from clearance_lapse where ended_at is null and reason <> 'conduct'
    union select person_id from gate_override where expires_at > ${at} and expires_at <= ${at} + interval '3 days'
    order by id`);
  return rows.map(({ id }) => id);
}

async function sweepChunk(db: Db, ids: readonly string[], now: Date): Promise<void> {
  const [book, all, warned] = await Promise.all([
    policyBook(db),
    gateFacts(db, ids, now),
    db
      .select({
        personId: lapseWarning.personId,
        reason: lapseWarning.reason,
        causeId: lapseWarning.causeId,
        lapsesAt: lapseWarning.lapsesAt,
        days: lapseWarning.days,
      })
      .from(lapseWarning)
      .where(and(inArray(lapseWarning.personId, [...ids]), gt(lapseWarning.lapsesAt, now))),
  ]);
  const keyOf = (personId: string, lapse: Pick<Lapse, "reason" | "causeId">, at: Date, days: number) =>
    [personId, lapse.reason, lapse.causeId, at.getTime(), days].join(" ");
  const errors: unknown[] = [];
  const said = new Set(warned.map((w) => keyOf(w.personId, w, w.lapsesAt, w.days)));
  for (const [personId, facts] of all) {
    const ahead = lapsesAhead(facts, openedGates(facts, book, now));
    const unsaid = ahead.some((lapse) => {
      const days = warningDue(lapse, now);
      return days !== null && !said.has(keyOf(personId, lapse, lapse.at, days));
    });
    if (!unsaid && !isDue(facts, ahead, now)) continue;
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    try {
      await write(ctx, async (tx) => accept(await settleClearance(tx, ctx, personId, "requirement_met")));
    } catch (error) {
      // One that fails keeps nobody else waiting.
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} clearances could not be settled`);
}

/** Whether anything is to be written of this person: a re-test that is done or not yet open, a lapse that begins or ends. */
function isDue(facts: PersonGateFacts, ahead: readonly Lapse[], now: Date): boolean {
  const { begin, end } = lapseSteps(facts.lapses, ahead, now);
  const shut = facts.retests.some(({ steps }) => steps.some((step) => step.kind !== "questions" && !step.done && !step.isOpen));
  return shut || facts.retests.some(isDone) || end.length > 0 || (holdsSeat(facts) && begin.length > 0);
}
