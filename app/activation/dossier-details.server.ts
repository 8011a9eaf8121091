import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import type { Dossier } from "./dossier";
import type { Gate } from "./gate-facts";

/** A title with the version that was in force for the person. */
export type Named = { title: LocalText | null; version: number } | null;
type Said = { by: string; at: string; remark: string };

/** What the rows of a dossier say to somebody who reads it; names and titles are of today, everything else is frozen. Times as text. */
export type Details = {
  personName: string;
  decidedByName: string;
  policy: { version: number; requirements: { id: string }[] } | null;
  lessons: { slug: string; doneAt: string; named: Named }[];
  practicals: {
    id: string;
    slug: string;
    attempt: number;
    note: string;
    photos: number;
    erased: number;
    at: string;
    named: Named;
    signoff: (Said & { id: string; decision: "accepted" | "returned" }) | null;
  }[];
  sittings: {
    id: string;
    slug: string;
    role: "quiz" | "rules_exam" | "desk_exam";
    attempt: number;
    startedAt: string;
    submittedAt: string;
    focusLosses: number;
    named: Named;
    code: { by: string; at: string } | null;
    answers: { right: number; of: number; graded: number };
    results: {
      id: string;
      number: number;
      score: string;
      passed: boolean;
      criticalWrong: number;
      cause: "submission" | "grading" | "appeal";
      at: string;
      appeal: Said | null;
    }[];
  }[];
  extras: { slug: string; by: string; at: string; reason: string }[];
  certificates: { id: string; questions: number; at: string }[];
  drills: number;
  acknowledgements: { id: string; typedName: string; at: string; named: Named }[];
  conduct: { id: string; month: PlainDate; entries: number }[];
  chats: {
    runId: string;
    at: string;
    messages: number;
    named: Named;
    results: {
      id: string;
      number: number;
      cause: "machine" | "person";
      total: string;
      passed: boolean;
      by: string | null;
      remark: string;
      at: string;
    }[];
  }[];
  scripts: {
    draftId: string;
    prepared: number | null;
    title: string;
    version: number;
    at: string;
    review: (Said & { id: string; decision: "approved" | "returned" }) | null;
  }[];
  checklists: {
    id: string;
    firstGradingId: string;
    secondGradingId: string | null;
    total: string;
    passed: boolean;
    single: boolean;
    at: string;
    named: Named;
    reconciledBy: string | null;
    reconciled: { item: string; grade: number; reason: string }[];
    ruled: { item: string; grade: number | null; reason: string; by: string; alone: boolean }[];
  }[];
  gradings: {
    id: string;
    gradingId: string;
    versionId: string;
    attempt: number;
    by: string;
    startedAt: string;
    at: string;
    total: string;
    passed: boolean;
    single: boolean;
    areas: { slug: string; percent: string }[];
    items: { item: string; area: string; grade: number; remark: string; photos: number }[];
    named: Named;
  }[];
  decisions: { id: string; gate: Gate; by: string; at: string }[];
  overrides: { id: string; by: string; at: string; until: string; reason: string }[];
};

const list = (columns: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${columns}) order by ${order}), '[]'::json) from ${from})`;
const name = (id: string) => `(select b.name from person b where b.id = ${id})`;
const named = (id: string) =>
  `(select json_build_object('title', v.body -> 'title', 'version', v.version) from content_version v where v.id = ${id})`;
/** The ids that the dossier froze of a table. */
const of = (table: string) => `any(array(select f.id::uuid from frozen f where f."table" = '${table}'))`;

const FIELDS = {
  lessons: list(
    `'slug', a.slug, 'doneAt', a.done_at, 'named', ${named("a.content_version_id")}`,
    `activity_state a join frozen f on f."table" = 'activity_state' and a.enrolment_id = split_part(f.id, '/', 1)::uuid and a.slug = split_part(f.id, '/', 2)`,
    "a.done_at, a.slug",
  ),
  practicals: list(
    `'id', p.id, 'slug', p.slug, 'attempt', p.attempt, 'note', p.note, 'at', p.submitted_at, 'photos', cardinality(p.file_ids),
      'erased', (select count(*)::int from file x where x.id = any(p.file_ids) and x.erased_at is not null), 'named', ${named("p.content_version_id")},
      'signoff', (select json_build_object('id', s.id, 'by', ${name("s.decided_by")}, 'at', s.decided_at, 'remark', s.remark, 'decision', s.decision)
        from signoff s where s.submission_id = p.id and s.id = ${of("signoff")})`,
    `practical_submission p where p.id = ${of("practical_submission")}`,
    "p.submitted_at, p.id",
  ),
  sittings: list(
    `'id', s.id, 'slug', s.slug, 'role', s.role, 'attempt', s.attempt, 'startedAt', s.started_at, 'submittedAt', s.submitted_at,
      'focusLosses', s.focus_losses, 'named', ${named("s.content_version_id")},
      'code', (select json_build_object('by', ${name("c.issued_by")}, 'at', c.used_at) from exam_code c where c.id = s.exam_code_id),
      'answers', (select json_build_object('right', (count(*) filter (where coalesce(g.correct, a.correct)))::int, 'of', count(*)::int, 'graded', count(g.correct)::int)
        from attempt a left join lateral (select g.correct from attempt_grading g where g.person_id = a.person_id and g.attempt_id = a.id and g.id = ${of("attempt_grading")}
          order by g.number desc limit 1) g on true where a.person_id = s.person_id and a.context_id = s.id and a.context = 'sitting'),
      'results', ${list(
        `'id', r.id, 'number', r.number, 'score', r.score::text, 'passed', r.passed, 'criticalWrong', r.critical_wrong, 'cause', r.cause, 'at', r.graded_at,
          'appeal', (select json_build_object('by', ${name("p.decided_by")}, 'at', p.decided_at, 'remark', coalesce(p.ruling_reason, '')) from appeal p where p.id = r.appeal_id)`,
        `sitting_result r where r.sitting_id = s.id and r.id = ${of("sitting_result")}`,
        "r.number",
      )}`,
    `sitting s where s.id = ${of("sitting")}`,
    "s.submitted_at, s.id",
  ),
  extras: list(
    `'slug', x.slug, 'by', ${name("x.granted_by")}, 'at', x.granted_at, 'reason', x.reason`,
    `extra_attempt x where x.id = ${of("extra_attempt")}`,
    "x.granted_at",
  ),
  certificates: list(
    "'id', b.id, 'questions', b.questions, 'at', b.issued_at",
    `bank_certificate b where b.id = ${of("bank_certificate")}`,
    "b.issued_at",
  ),
  drills: `(select count(*)::int from attempt a, decided d where a.person_id = d.person_id and a.context = 'drill' and a.id = ${of("attempt")})`,
  acknowledgements: list(
    `'id', k.id, 'typedName', k.typed_name, 'at', k.signed_at, 'named', ${named("k.content_version_id")}`,
    `acknowledgement_signature k where k.id = ${of("acknowledgement_signature")}`,
    "k.signed_at",
  ),
  conduct: list(
    `'id', m.id, 'month', m.month, 'entries', (select count(*)::int from conduct_entry e
      where e.id = ${of("conduct_entry")} and e.day >= m.month and e.day < m.month + interval '1 month')`,
    `conduct_month m where m.id = ${of("conduct_month")}`,
    "m.month",
  ),
  chats: list(
    `'runId', r.id, 'at', r.started_at, 'messages', (select count(*)::int from simulation_message m where m.run_id = r.id), 'named', ${named("r.version_id")},
      'results', ${list(
        `'id', n.id, 'number', n.number, 'cause', n.cause, 'total', n.total::text, 'passed', n.passed, 'by', ${name("n.graded_by")}, 'remark', n.remark, 'at', n.graded_at`,
        `simulation_result n where n.run_id = r.id and n.id = ${of("simulation_result")}`,
        "n.number",
      )}`,
    `simulation_run r where r.id = ${of("simulation_run")}`,
    "r.started_at, r.id",
  ),
  scripts: list(
    `'draftId', d.id, 'prepared', d.prepared, 'title', v.body ->> 'title', 'version', v.number, 'at', v.submitted_at,
      'review', (select json_build_object('id', w.id, 'by', ${name("w.reviewer_id")}, 'at', w.at, 'remark', w.remark, 'decision', w.decision)
        from script_review w where w.version_id = v.id and w.id = ${of("script_review")})`,
    `script_draft d join lateral (select * from script_draft_version v where v.draft_id = d.id and v.id = ${of("script_draft_version")} order by v.number desc limit 1) v on true
      where d.id = ${of("script_draft")}`,
    "d.prepared nulls first, v.submitted_at, d.id",
  ),
  checklists: list(
    `'id', c.id, 'firstGradingId', c.first_grading_id, 'secondGradingId', c.second_grading_id, 'total', c.total::text, 'passed', c.passed,
      'single', c.single_examiner, 'at', c.decided_at, 'named', (select ${named("g.checklist_version_id")} from grading g where g.id = c.first_grading_id),
      'reconciledBy', (select ${name("n.submitted_by")} from reconciliation n where n.id = c.reconciliation_id),
      'reconciled', ${list("'item', i.item, 'grade', i.grade, 'reason', i.reason", "reconciled_item i where i.reconciliation_id = c.reconciliation_id", "i.item")},
      'ruled', ${list(
        `'item', i.item, 'grade', i.grade, 'reason', i.reason, 'alone', d.single_examiner, 'by', ${name("d.closed_by")}`,
        "ruled_item i join dispute d on d.id = i.dispute_id join checklist_result b on b.id = d.result_id where b.first_grading_id = c.first_grading_id and b.number < c.number",
        "i.item",
      )}`,
    `checklist_result c where c.id = ${of("checklist_result")}`,
    "c.decided_at",
  ),
  gradings: list(
    `'id', r.id, 'gradingId', g.id, 'versionId', g.checklist_version_id, 'attempt', g.attempt, 'by', ${name("r.grader_id")}, 'startedAt', g.started_at, 'at', r.graded_at,
      'total', r.total::text, 'passed', r.passed, 'single', r.single_examiner, 'areas', r.areas, 'named', ${named("g.checklist_version_id")},
      'items', ${list("'item', i.item, 'area', i.area, 'grade', i.grade, 'remark', i.remark, 'photos', cardinality(i.file_ids)", "grading_item i where i.grading_id = g.id", "i.area, i.item")}`,
    `grading_result r join grading g on g.id = r.grading_id where r.id = ${of("grading_result")}`,
    "r.graded_at",
  ),
  decisions: list(
    `'id', g.id, 'gate', g.gate, 'by', ${name("g.decided_by")}, 'at', g.decided_at`,
    `gate_decision g where g.id = ${of("gate_decision")}`,
    "g.number",
  ),
  overrides: list(
    `'id', o.id, 'by', ${name("o.given_by")}, 'at', o.given_at, 'until', o.expires_at, 'reason', o.reason`,
    `gate_override o where o.id = ${of("gate_override")}`,
    "o.given_at",
  ),
};

/** Read what stands behind the rows that a dossier froze. One statement, however many rows. */
export async function dossierDetails(
  reader: Reader,
  dossier: Pick<Dossier, "personId" | "decidedBy" | "policyId" | "rows">,
): Promise<Details> {
  const fields = Object.entries(FIELDS).map(([key, text]) => `'${key}', ${text}`);
  const [row] = await reader.execute<{ details: Details }>(sql`
    with frozen as materialized (select f."table", f.id from jsonb_to_recordset(${JSON.stringify(dossier.rows)}::jsonb) as f("table" text, id text)),
      decided as (select ${dossier.personId}::uuid as person_id)
    select json_build_object(
      'personName', (select p.name from person p where p.id = ${dossier.personId}::uuid),
      'decidedByName', (select p.name from person p where p.id = ${dossier.decidedBy}::uuid),
      'policy', (select json_build_object('version', g.version, 'requirements', g.requirements) from gate_policy g where g.id = ${dossier.policyId}::uuid),
      ${sql.raw(fields.join(",\n"))}) as details`);
  if (!row) throw new Error("a statement without a row");
  return row.details;
}
