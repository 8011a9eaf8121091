import { eq, sql } from "drizzle-orm";
import { appeal, gateDecision, gateEvidence, person, sitting, sittingResult } from "@db/schema";
import { testOf, testVersion } from "~/drill/queries.server";
import type { Db, Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { newId } from "~/platform/ids";
import { type Locale, pick } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import type { Gate } from "./gate-facts";

const LOOK_BACK_DAYS = 90;

/**
 * The minute sweep: gates that were decided on a result of a sitting which was regraded since. The decision stays as it is; the manager of the team is told, once
 * for each newer result. Only the few results that were ever regraded are looked at.
 */
export async function sweepRegradedEvidence(db: Db, now: Date): Promise<void> {
  const since = new Date(now.getTime() - LOOK_BACK_DAYS * 86_400_000).toISOString();
  const found = await db.execute<{ resultId: string; personId: string; teamId: string | null; gate: Gate }>(sql`
    select distinct on (n.id) n.id as "resultId", d.person_id as "personId", d.gate, (select m.team_id from team_membership m join team t on t.id = m.team_id
        where m.person_id = d.person_id and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date limit 1) as "teamId"
    from sitting_result n
      join gate_decision d on d.person_id = n.person_id and d.decided_at < n.graded_at
      join gate_evidence e on e.decision_id = d.id and e.kind = 'sitting_result'
      join sitting_result r on r.id = e.evidence_id and r.sitting_id = n.sitting_id and r.number < n.number
    where n.number > 1 and n.graded_at > ${since}::timestamptz
      and not exists (select from work_item w where w.person_id = n.person_id and w.kind = 'regrade_after_decision' and w.subject_id = n.id)
    order by n.id limit 200`);
  if (found.length === 0) return;
  const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
  await db.transaction(async (tx) => {
    for (const { resultId, personId, teamId, gate } of found)
      await openItem(tx, ctx, { kind: "regrade_after_decision", subjectId: resultId, personId, teamId, data: { gate } });
  });
}

/** A result that was regraded after a gate was decided on the one before; null when there is no such of this person. */
export async function regradePage(reader: Reader, personId: string, resultId: string, locale: Locale) {
  const [row] = await reader
    .select({
      name: person.name,
      number: sittingResult.number,
      sittingId: sittingResult.sittingId,
      versionId: sitting.contentVersionId,
      attempt: sitting.attempt,
      cause: sittingResult.cause,
      appealId: sittingResult.appealId,
      gradedAt: sittingResult.gradedAt,
      score: sittingResult.score,
      passed: sittingResult.passed,
      appealReason: appeal.rulingReason,
    })
    .from(sittingResult)
    .innerJoin(sitting, eq(sitting.id, sittingResult.sittingId))
    .innerJoin(person, eq(person.id, sittingResult.personId))
    .leftJoin(appeal, eq(appeal.id, sittingResult.appealId))
    .where(sql`${sittingResult.id} = ${resultId} and ${sittingResult.personId} = ${personId}`);
  if (!row) return null;
  const [decision] = await reader
    .select({
      gate: gateDecision.gate,
      at: gateDecision.decidedAt,
      by: person.name,
      score: sittingResult.score,
      passed: sittingResult.passed,
    })
    .from(gateDecision)
    .innerJoin(gateEvidence, eq(gateEvidence.decisionId, gateDecision.id))
    .innerJoin(sittingResult, eq(sittingResult.id, gateEvidence.evidenceId))
    .innerJoin(person, eq(person.id, gateDecision.decidedBy))
    .where(
      sql`${gateDecision.personId} = ${personId} and ${sittingResult.sittingId} = ${row.sittingId} and ${sittingResult.number} < ${row.number}`,
    )
    .limit(1);
  if (!decision) return null;
  const [open] = await reader.execute<{ open: boolean }>(sql`select exists (select from work_item w
    where w.person_id = ${personId} and w.kind = 'regrade_after_decision' and w.subject_id = ${resultId} and w.closed_at is null) as open`);
  const version = await testVersion(reader, row.versionId);
  return {
    personId,
    name: row.name,
    title: version ? pick(testOf(version).title, locale) : "",
    attempt: row.attempt,
    cause: row.cause,
    appealId: row.appealId,
    disputeId: null,
    reason: row.appealReason,
    gradedAt: row.gradedAt,
    decision: { gate: decision.gate, at: decision.at, by: decision.by },
    before: { score: showScore(decision.score), passed: decision.passed },
    after: { score: showScore(row.score), passed: row.passed },
    isOpen: open?.open ?? false,
  };
}

/** The manager has taken note: the item leaves the inbox. Nothing else changes. */
export function noteRegrade(ctx: WriteContext, personId: string, resultId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const closed = await closeItem(tx, ctx, "regrade_after_decision", resultId, "noted");
    if (!closed) return refuse("not_waiting");
    await audit(tx, ctx, { action: "activation.regrade_noted", subject: { type: "result", id: resultId }, personId });
    return accept(null);
  });
}
