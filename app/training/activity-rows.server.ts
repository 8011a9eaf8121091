import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { ActivityKind, ActivityStatus } from "./unlocking";

type Row = {
  enrolmentId: string;
  slug: string;
  day: number;
  position: number;
  kind: ActivityKind;
  ref: string;
  versionId: string | null;
  minutes: number;
  mandatory: boolean;
  status: ActivityStatus;
  startedAt: string | null;
  submittedAt: string | null;
  doneAt: string | null;
  score: string | null;
  attempts: number;
  extraAttempts: number;
  submission: {
    id: string;
    attempt: number;
    at: string;
    decision: "accepted" | "returned" | null;
    remark: string | null;
    by: string | null;
  } | null;
};

/**
 * The activities of each person's open enrolment (else their last), in the plan's order, each with the version to work with and what was
 * last handed in. One statement.
 */
export async function activityRows(reader: Reader, personIds: readonly string[]) {
  const rows = await reader.execute<Row>(sql`
    with current as (
      select distinct on (e.person_id) e.id from enrolment e where e.person_id = any(${sql.param([...personIds])}::uuid[])
      order by e.person_id, e.ended_at desc nulls first, e.created_at desc)
    select a.enrolment_id as "enrolmentId", a.slug, a.day, a.position, a.kind, a.ref, coalesce(a.content_version_id, i.current_version_id) as "versionId",
      a.minutes, a.mandatory, a.status, a.started_at as "startedAt", a.submitted_at as "submittedAt", a.done_at as "doneAt", a.score, a.attempts,
      case when a.kind in ('quiz', 'exam') then (select count(*)::int from extra_attempt x where x.enrolment_id = a.enrolment_id and x.slug = a.slug) else 0 end as "extraAttempts",
      case when a.kind = 'practical' then (
        select json_build_object('id', p.id, 'attempt', p.attempt, 'at', p.submitted_at, 'decision', s.decision, 'remark', s.remark, 'by', d.name)
        from practical_submission p left join signoff s on s.submission_id = p.id left join person d on d.id = s.decided_by
        where p.enrolment_id = a.enrolment_id and p.slug = a.slug order by p.attempt desc limit 1) end as submission
    from current c join activity_state a on a.enrolment_id = c.id
      left join content_item i on i.kind = a.kind and i.slug = a.ref
    order by a.enrolment_id, a.day, a.position`);
  const instant = (value: string | null) => (value === null ? null : new Date(value));
  return [...rows].map((row) => ({
    ...row,
    startedAt: instant(row.startedAt),
    submittedAt: instant(row.submittedAt),
    doneAt: instant(row.doneAt),
    submission: row.submission && { ...row.submission, at: new Date(row.submission.at) },
  }));
}
