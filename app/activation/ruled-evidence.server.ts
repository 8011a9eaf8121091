import { sql } from "drizzle-orm";
import { versionById } from "~/curriculum/queries.server";
import type { Db, Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { newId } from "~/platform/ids";
import { type Locale, pick } from "~/platform/locale";
import type { WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import type { Gate } from "./gate-facts";

const LOOK_BACK_DAYS = 90;

/**
 * The minute sweep: gates that were decided on a result of the checklist which a ruling on a dispute changed since. The decision stays as it is; the manager of the
 * team is told, once for each newer result.
 */
export async function sweepRuledEvidence(db: Db, now: Date): Promise<void> {
  const since = new Date(now.getTime() - LOOK_BACK_DAYS * 86_400_000).toISOString();
  const found = await db.execute<{ resultId: string; personId: string; teamId: string | null; gate: Gate }>(sql`
    select distinct on (n.id) n.id as "resultId", d.person_id as "personId", d.gate, (select m.team_id from team_membership m join team t on t.id = m.team_id
        where m.person_id = d.person_id and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date limit 1) as "teamId"
    from checklist_result n
      join checklist_result r on r.first_grading_id = n.first_grading_id and r.number < n.number
      join gate_evidence e on e.evidence_id = r.id and e.kind = 'checklist_result' and e.requirement = 'checklist'
      join gate_decision d on d.id = e.decision_id and d.person_id = n.person_id and d.decided_at < n.decided_at
    where n.number > 1 and n.decided_at > ${since}::timestamptz
      and not exists (select from work_item w where w.person_id = n.person_id and w.kind = 'regrade_after_decision' and w.subject_id = n.id)
    order by n.id limit 200`);
  if (found.length === 0) return;
  const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
  await db.transaction(async (tx) => {
    for (const { resultId, personId, teamId, gate } of found)
      await openItem(tx, ctx, { kind: "regrade_after_decision", subjectId: resultId, personId, teamId, data: { gate } });
  });
}

type Raw = {
  name: string;
  versionId: string;
  attempt: number;
  decidedAt: string;
  total: string;
  passed: boolean;
  disputeId: string | null;
  reason: string | null;
  isOpen: boolean;
  decision: { gate: Gate; at: string; by: string; total: string; passed: boolean } | null;
};

/** A result of the checklist that a ruling changed after a gate was decided on the one before, like `regradePage`; null when there is no such of this person. */
export async function ruledPage(reader: Reader, personId: string, resultId: string, locale: Locale) {
  const [row] = await reader.execute<Raw>(sql`
    select p.name, g.checklist_version_id as "versionId", g.attempt, n.decided_at as "decidedAt", n.total::text as total, n.passed, x.id as "disputeId",
      (select string_agg(i.reason, chr(10) order by i.item) from ruled_item i where i.dispute_id = x.id and i.grade is not null) as reason,
      exists (select from work_item w where w.person_id = n.person_id and w.kind = 'regrade_after_decision' and w.subject_id = n.id and w.closed_at is null) as "isOpen",
      (select json_build_object('gate', d.gate, 'at', d.decided_at, 'by', b.name, 'total', r.total::text, 'passed', r.passed)
        from checklist_result r join gate_evidence e on e.evidence_id = r.id and e.requirement = 'checklist'
          join gate_decision d on d.id = e.decision_id and d.person_id = n.person_id join person b on b.id = d.decided_by
        where r.first_grading_id = n.first_grading_id and r.number < n.number order by r.number desc limit 1) as decision
    from checklist_result n join person p on p.id = n.person_id join grading g on g.id = n.first_grading_id
      left join checklist_result b on b.first_grading_id = n.first_grading_id and b.number = n.number - 1
      left join dispute x on x.result_id = b.id and x.outcome = 'ruled'
    where n.id = ${resultId} and n.person_id = ${personId}`);
  if (!row?.decision) return null;
  const { decision } = row;
  const version = await versionById(reader, row.versionId, "checklist");
  return {
    personId,
    name: row.name,
    title: version ? pick(version.body.title, locale) : "",
    attempt: row.attempt,
    cause: "dispute" as const,
    appealId: null,
    disputeId: row.disputeId,
    reason: row.reason,
    gradedAt: new Date(row.decidedAt),
    decision: { gate: decision.gate, at: new Date(decision.at), by: decision.by },
    before: { score: showScore(decision.total), passed: decision.passed },
    after: { score: showScore(row.total), passed: row.passed },
    isOpen: row.isOpen,
  };
}
