import { sql } from "drizzle-orm";
import { enrolment } from "@db/schema";
import type { ActivityKind, ActivityStatus } from "./unlocking";

/** An activity as the database tells it, its instants as text. */
export type ActivityRow = {
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
  /** Done once, and to be done again: what is begun from here on counts. */
  renewSince: string | null;
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
 * The activities of an enrolment as one JSON column beside `enrolment`, in the plan's order: each with the version to work with (pinned when
 * begun, else the one in force) and what was last handed in. A column, so that a person's training is one statement.
 */
export const activitiesColumn = sql<ActivityRow[]>`(
  select coalesce(json_agg(json_build_object('slug', a.slug, 'day', a.day, 'position', a.position, 'kind', a.kind, 'ref', a.ref,
      'versionId', coalesce(a.content_version_id, i.current_version_id), 'minutes', a.minutes, 'mandatory', a.mandatory, 'status', a.status,
      'startedAt', a.started_at, 'submittedAt', a.submitted_at, 'doneAt', a.done_at, 'score', a.score::text, 'attempts', a.attempts,
      'extraAttempts', case when a.kind in ('quiz', 'exam')
        then (select count(*) from extra_attempt x where x.enrolment_id = a.enrolment_id and x.slug = a.slug) else 0 end,
      'renewSince', (select r.since from renewal r where r.enrolment_id = a.enrolment_id and r.slug = a.slug and r.closed_at is null),
      'submission', case when a.kind = 'practical' then (
        select json_build_object('id', p.id, 'attempt', p.attempt, 'at', p.submitted_at, 'decision', s.decision, 'remark', s.remark, 'by', d.name)
        from practical_submission p left join signoff s on s.submission_id = p.id left join person d on d.id = s.decided_by
        where p.enrolment_id = a.enrolment_id and p.slug = a.slug order by p.attempt desc limit 1) end)
    order by a.day, a.position), '[]'::json)
  from activity_state a left join content_item i on i.kind = a.kind and i.slug = a.ref
  where a.enrolment_id = ${enrolment.id})`;
