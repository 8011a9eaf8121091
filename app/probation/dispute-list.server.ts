import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { ListFilter } from "~/platform/list-filter";

export type DisputeFilter = ListFilter<"open" | "decided">;
/** How many disputes one page of the list holds. */
const A_PAGE = 30;

export type DisputeRow = {
  id: string;
  name: string;
  team: string | null;
  attempt: number;
  items: number;
  changed: number;
  openedAt: Date;
  due: PlainDate;
  isLate: boolean;
  /** The viewer graded or settled the attempt. */
  graded: boolean;
  outcome: "ruled" | "withdrawn" | "left" | null;
  closedAt: Date | null;
  closedBy: string | null;
  alone: boolean;
};
type Raw = Omit<DisputeRow, "openedAt" | "closedAt"> & { openedAt: string; closedAt: string | null };

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/**
 * A page of the disputes of the whole shop but the viewer's own: the open ones by their last day, the others by when they were closed, newest first; with how many are open
 * and the teams to choose from. One statement.
 */
export async function disputeList(reader: Reader, viewerId: string, filter: DisputeFilter, now: Date) {
  const { show, team, q, page } = filter;
  const at = sql`${now.toISOString()}::timestamptz`;
  const wanted = sql`${show === "open" ? sql`d.closed_at is null` : sql`d.closed_at is not null`} and d.person_id <> ${viewerId}
    ${team ? sql`and t.id = ${team}` : sql``} ${q ? sql`and (p.name ilike ${like(q)} or p.pinyin ilike ${like(q)})` : sql``}`;
  const [row] = await reader.execute<{ rows: Raw[]; open: number; teams: { id: string; name: string }[] }>(sql`
    select (select coalesce(json_agg(x.row), '[]') from (
      select json_build_object('id', d.id, 'name', p.name, 'team', t.name, 'attempt', g.attempt, 'openedAt', d.opened_at, 'due', d.due::text,
        'isLate', d.closed_at is null and (${at} at time zone coalesce(t.zone, 'Asia/Shanghai'))::date > d.due,
        'graded', ${viewerId}::uuid in (c.grader_id, c.second_grader_id, (select n.submitted_by from reconciliation n where n.id = c.reconciliation_id)) is true,
        'items', (select count(*)::int from dispute_item i where i.dispute_id = d.id),
        'changed', (select count(r.grade)::int from ruled_item r where r.dispute_id = d.id),
        'outcome', d.outcome, 'closedAt', d.closed_at, 'closedBy', (select b.name from person b where b.id = d.closed_by), 'alone', d.single_examiner) as row
      from dispute d join person p on p.id = d.person_id join grading g on g.id = d.first_grading_id join checklist_result c on c.id = d.result_id
        left join lateral (select e.team_id from enrolment e where e.person_id = d.person_id and e.created_at <= d.opened_at order by e.created_at desc limit 1) e on true
        left join team t on t.id = e.team_id
      where ${wanted} order by ${show === "open" ? sql`d.due, d.opened_at` : sql`d.closed_at desc`}, d.id
      limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}) x) as rows,
    (select count(*)::int from dispute d where d.closed_at is null and d.person_id <> ${viewerId}) as open,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from team t where t.archived_at is null) as teams`);
  const rows = row?.rows ?? [];
  return {
    rows: rows
      .slice(0, A_PAGE)
      .map((r): DisputeRow => ({ ...r, openedAt: new Date(r.openedAt), closedAt: r.closedAt ? new Date(r.closedAt) : null })),
    more: rows.length > A_PAGE,
    open: row?.open ?? 0,
    teams: row?.teams ?? [],
  };
}
