import { sql } from "drizzle-orm";
import { versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { rulingRefusal } from "./dispute-rules";
import { gradersOf, rulesAlone } from "./disputes.server";

type Given = { item: string; by: string; grade: number; remark: string; fileIds: string[] };
type Raw = {
  personId: string;
  name: string;
  teamId: string | null;
  zone: string | null;
  resultId: string;
  gradingId: string;
  attempt: number;
  versionId: string;
  openedAt: string;
  due: PlainDate;
  closedAt: string | null;
  closedBy: string | null;
  outcome: "ruled" | "withdrawn" | "left" | null;
  alone: boolean;
  before: { total: string; passed: boolean; grades: Record<string, string> };
  after: { total: string; passed: boolean } | null;
  items: { item: string; reason: string; link: string | null; fileIds: string[]; ruled: { grade: number | null; reason: string } | null }[];
  given: Given[];
  settled: { item: string; grade: number; reason: string; by: string }[];
};

/** One statement: the dispute with both sides, everything that was graded of its items, and what was ruled. */
async function disputeRow(reader: Reader, disputeId: string): Promise<Raw | null> {
  const [row] = await reader.execute<Raw>(sql`
    select d.person_id as "personId", p.name, e.team_id as "teamId", (select t.zone from team t where t.id = e.team_id) as zone,
      d.result_id as "resultId", d.first_grading_id as "gradingId", g.attempt, g.checklist_version_id as "versionId",
      d.opened_at as "openedAt", d.due::text as due, d.closed_at as "closedAt", (select b.name from person b where b.id = d.closed_by) as "closedBy",
      d.outcome, d.single_examiner as alone,
      json_build_object('total', c.total::text, 'passed', c.passed, 'grades', c.grades) as before,
      (select json_build_object('total', n.total::text, 'passed', n.passed) from checklist_result n
        where d.outcome = 'ruled' and n.first_grading_id = d.first_grading_id and n.number = c.number + 1) as after,
      (select json_agg(json_build_object('item', i.item, 'reason', i.reason, 'link', i.link, 'fileIds', i.file_ids,
          'ruled', (select json_build_object('grade', r.grade, 'reason', r.reason) from ruled_item r where r.dispute_id = i.dispute_id and r.item = i.item)))
        from dispute_item i where i.dispute_id = d.id) as items,
      (select coalesce(json_agg(json_build_object('item', a.item, 'by', b.name, 'grade', a.grade, 'remark', a.remark, 'fileIds', a.file_ids)
          order by s.first_grading_id is not null), '[]')
        from grading_item a join grading s on s.id = a.grading_id join person b on b.id = s.grader_id
        where a.grading_id in (c.first_grading_id, c.second_grading_id) and a.item in (select i.item from dispute_item i where i.dispute_id = d.id)) as given,
      (select coalesce(json_agg(json_build_object('item', a.item, 'grade', a.grade, 'reason', a.reason, 'by', b.name)), '[]')
        from reconciled_item a join reconciliation q on q.id = a.reconciliation_id join person b on b.id = q.submitted_by
        where a.reconciliation_id = c.reconciliation_id and a.item in (select i.item from dispute_item i where i.dispute_id = d.id)) as settled
    from dispute d join person p on p.id = d.person_id join checklist_result c on c.id = d.result_id join grading g on g.id = d.first_grading_id
      left join lateral (select e.team_id from enrolment e where e.person_id = d.person_id and e.created_at <= d.opened_at order by e.created_at desc limit 1) e on true
    where d.id = ${disputeId}`);
  return row ?? null;
}

/** A dispute as its page has it, to the agent, to its graders and to whoever may rule; null when there is none. `mayRule`: the viewer's role allows it. */
export async function disputePage(reader: Reader, disputeId: string, viewer: { id: string; mayRule: boolean; now: Date }, locale: Locale) {
  const row = await disputeRow(reader, disputeId);
  const version = row && (await versionById(reader, row.versionId, "checklist"));
  if (!row || !version) return null;
  const { personId, outcome } = row;
  const self = viewer.id === personId;
  const graders = await gradersOf(reader, row.resultId);
  const graded = graders.includes(viewer.id);
  const alone = outcome === null && graded && (await rulesAlone(reader, viewer.now, { personId, graders, teamId: row.teamId }));
  const order = version.body.areas.flatMap((area) => area.items.map((item) => ({ ...item, area: pick(area.title, locale) })));
  const items = order.flatMap((item) => {
    const said = row.items.find((i) => i.item === item.slug);
    if (!said) return [];
    const settled = row.settled.find((s) => s.item === item.slug);
    return {
      slug: item.slug,
      title: pick(item.title, locale),
      area: item.area,
      critical: item.critical,
      grade: Number(row.before.grades[item.slug] ?? 0),
      descriptors: item.descriptors.map((d) => pick(d, locale)),
      reason: said.reason,
      link: said.link,
      fileIds: said.fileIds,
      ruled: said.ruled,
      given: row.given.filter((g) => g.item === item.slug).map(({ by, grade, remark, fileIds }) => ({ by, grade, remark, fileIds })),
      settled: settled ? { by: settled.by, grade: settled.grade, reason: settled.reason } : null,
    };
  });
  return {
    id: disputeId,
    person: { id: personId, name: row.name },
    self,
    graded,
    /** They rule although they graded: there is nobody else. */
    alone,
    mayRule: viewer.mayRule && rulingRefusal({ personId, graders, alone, outcome }, viewer.id) === null,
    gradingId: row.gradingId,
    attempt: row.attempt,
    openedAt: new Date(row.openedAt),
    due: row.due,
    isLate: outcome === null && plainDateIn(row.zone ?? "Asia/Shanghai", viewer.now) > row.due,
    outcome,
    closed: row.closedAt ? { at: new Date(row.closedAt), by: row.closedBy ?? "", alone: row.alone } : null,
    before: { total: showScore(row.before.total), passed: row.before.passed },
    after: row.after && { total: showScore(row.after.total), passed: row.after.passed },
    changed: items.filter((i) => i.ruled && i.ruled.grade !== null).length,
    passCritical: version.body.pass_critical,
    items,
  };
}

export type DisputePage = NonNullable<Awaited<ReturnType<typeof disputePage>>>;
