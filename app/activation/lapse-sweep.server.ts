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
 * The minute sweep: whose clearance may lapse or come back. Only those with an open re-test, a live lapse, an override about to run out, an exam that grows too old or days away are looked at, many by
 * one statement; whoever has something to be written is settled under their own lock. What the clock jumped over is caught up with, once.
 */
export async function sweepLapses(db: Db, now: Date): Promise<void> {
  const people = await lookedAt(db, now);
  for (let from = 0; from < people.length; from += AT_A_TIME) await sweepChunk(db, people.slice(from, from + AT_A_TIME), now);
}

/** So many days after its end an absence is still noticed, should no sweep have run. */
const NOTICED_DAYS = 60;

/** `warned`: an item says that a lapse lies ahead; it closes when none does. */
type Looked = { id: string; warned: boolean };

async function lookedAt(db: Db, now: Date): Promise<Looked[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const exam = sql`(g.terms -> 'recertification' ->> 'exam')`;
  const months = sql`make_interval(months => (g.terms -> 'recertification' ->> 'months')::integer)`;
  return db.execute<Looked>(sql`
    select id, bool_or(warned) as warned from (
      select person_id as id, false as warned from retest where closed_at is null
      union all select person_id, false from clearance_lapse where ended_at is null and reason <> 'conduct'
      union all select person_id, false from gate_override where expires_at > ${at} and expires_at <= ${at} + interval '3 days'
      union all select person_id, true from work_item where kind = 'clearance_warning' and closed_at is null
      union all select d.person_id, false from gate_policy g join gate_decision d on d.policy_id = g.id join person p on p.id = d.person_id
        where g.terms -> 'recertification' is not null and 'active' in (p.state, p.state_before) and d.decided_at >= p.employed_since
          and d.decided_at + ${months} <= ${at} + interval '16 days'
          and not exists (select from sitting s join sitting_result r on r.sitting_id = s.id
            where s.person_id = p.id and s.role = ${exam} and r.passed and s.started_at + ${months} > ${at} + interval '16 days')
      union all select d.person_id, false from gate_policy g join gate_decision d on d.policy_id = g.id join person p on p.id = d.person_id
        where g.terms -> 'absence' is not null and p.state in ('probation', 'active', 'suspended') and d.decided_at >= p.employed_since
          and (p.clearance = 'none' or exists (select from leave l where l.person_id = p.id and l.cancelled_at is null
            and l.from_day <= (${at})::date + 1 and l.to_day >= (${at})::date - ${NOTICED_DAYS}::integer))
    ) looked where id is not null group by id order by id`);
}

async function sweepChunk(db: Db, people: readonly Looked[], now: Date): Promise<void> {
  const ids = people.map(({ id }) => id);
  const isWarned = new Set(people.flatMap(({ id, warned }) => (warned ? [id] : [])));
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
      .where(and(inArray(lapseWarning.personId, ids), gt(lapseWarning.lapsesAt, now))),
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
    const settled = isWarned.has(personId) && ahead.every((lapse) => warningDue(lapse, now) === null);
    if (!unsaid && !settled && !isDue(facts, ahead, now)) continue;
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
