import { sql } from "drizzle-orm";
import { person, workItem } from "@db/schema";
import type { PlainDate } from "~/platform/dates";
import type { Step } from "~/training/calendar";

/** A practical that was handed in, as the database tells it. */
export type RawPractical = {
  submissionId: string;
  versionId: string;
  attempt: number;
  day: number | null;
  /** What an entry of the plan stands for. */
  step: Step;
  note: string;
  fileIds: string[];
  submittedAt: string;
  decided: { decision: "accepted" | "returned"; remark: string; by: string; at: string } | null;
  earlier: {
    attempt: number;
    note: string;
    fileIds: string[];
    submittedAt: string;
    decision: "accepted" | "returned" | null;
    remark: string | null;
    by: string | null;
  }[];
};

/** The sittings of a quiz or exam whose attempts are used up, newest first. */
export type RawSitting = {
  slug: string;
  tries: { attempt: number; score: string; criticalWrong: number; focusLosses: number; at: string }[];
};

/** Gradings of the checklist in this employment, newest first. */
export type RawGrading = { by: string; startedAt: string; submittedAt: string | null; total: string | null; passed: boolean | null };

/** The person whom an item is about. */
export type RawPerson = {
  state: (typeof person.$inferSelect)["state"];
  stateSince: string | null;
  clearance: (typeof person.$inferSelect)["clearance"];
  hireDate: PlainDate | null;
  probationEnd: PlainDate | null;
  /** Open items about the same person that the holder sees, this one included. */
  waiting: number;
};

const practical = sql`(
  select json_build_object('submissionId', s.id, 'versionId', s.content_version_id, 'attempt', s.attempt, 'day', a.day, 'step',
    coalesce((select v.body->>'step' from enrolment n join content_version v on v.id = n.plan_version_id where n.id = s.enrolment_id), 'day'), 'note', s.note,
    'fileIds', s.file_ids, 'submittedAt', s.submitted_at,
    'decided', (select json_build_object('decision', d.decision, 'remark', d.remark, 'by', b.name, 'at', d.decided_at)
      from signoff d join person b on b.id = d.decided_by where d.submission_id = s.id),
    'earlier', (select coalesce(json_agg(json_build_object('attempt', e.attempt, 'note', e.note, 'fileIds', e.file_ids, 'submittedAt', e.submitted_at,
        'decision', d.decision, 'remark', d.remark, 'by', b.name) order by e.attempt desc), '[]'::json)
      from practical_submission e left join signoff d on d.submission_id = e.id left join person b on b.id = d.decided_by
      where e.enrolment_id = s.enrolment_id and e.slug = s.slug and e.attempt < s.attempt))
  from practical_submission s left join activity_state a on a.enrolment_id = s.enrolment_id and a.slug = s.slug
  where s.id = ${workItem.subjectId})`;

const sitting = sql`(
  select json_build_object('slug', last.slug,
    'tries', (select coalesce(json_agg(json_build_object('attempt', s.attempt, 'score', r.score::text, 'criticalWrong', r.critical_wrong,
        'focusLosses', s.focus_losses, 'at', s.submitted_at) order by s.attempt desc), '[]'::json)
      from sitting s join lateral (select * from sitting_result x where x.sitting_id = s.id order by x.number desc limit 1) r on true
      where s.enrolment_id = last.enrolment_id and s.slug = last.slug))
  from sitting last where last.id = ${workItem.subjectId})`;

/** What an attempt came to; nothing of one that waits for its second grading, and second gradings are no attempts of their own. */
const gradings = sql`(
  select coalesce(json_agg(json_build_object('by', concat_ws(' · ', b.name, c.second), 'startedAt', g.started_at, 'submittedAt', g.submitted_at,
      'total', c.total, 'passed', c.passed) order by g.started_at desc), '[]'::json)
  from grading g join person b on b.id = g.grader_id left join lateral (
    select r.total::text as total, r.passed, (select s.name from person s where s.id = r.second_grader_id) as second
    from checklist_result r where r.first_grading_id = g.id order by r.number desc limit 1) c on not second_waits(g.id)
  where g.person_id = ${workItem.personId} and g.abandoned_at is null and g.first_grading_id is null and g.started_at >= ${person.employedSince})`;

/** What an item is about, by its kind, as one JSON column beside `work_item` and `person`. Kinds that need nothing more give null. */
export const matterColumn = sql`case ${workItem.kind}
  when 'practical' then ${practical} when 'attempts_used' then ${sitting}
  when 'grading' then ${gradings} when 'gradings_used' then ${gradings} else null end`;

/** What is said about the person of an item, as one JSON column beside `work_item` and `person`. `visible`: the rows of what the holder sees. */
export const personColumn = sql`case when ${person.id} is null then null else json_build_object('state', ${person.state}, 'stateSince', ${person.stateSince},
  'clearance', ${person.clearance}, 'hireDate', ${person.hireDate}, 'probationEnd', ${person.probationEnd},
  'waiting', (select count(*)::int from visible v where v.person_id = ${person.id})) end`;
