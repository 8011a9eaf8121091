import { sql } from "drizzle-orm";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { agreementOf, byDisagreement, type Cell, cellsOf } from "./agreement-rules";

/** So many second gradings are looked at, the last ones: what a page costs does not grow with the shop, and how people graded long ago says little. */
const LAST = 200;

type Raw = {
  sheets: number;
  pairs: { a: string; b: string; sheets: number; cells: Cell[] }[];
  items: { slug: string; title: LocalText | null; sheets: number; cells: Cell[] }[];
};

/** The teams whose agents a manager with these roles looks after: null where all. */
function teamsIn(roles: readonly HeldRole[]): string[] | null {
  const held = roles.filter((r) => r.role === "manager");
  return held.some((r) => r.teamId === null) ? null : held.flatMap((r) => r.teamId ?? []);
}

/**
 * How far graders agree, by pair and by item, the least agreement first: from the last second gradings, of which both sheets are in, of agents of the viewer's teams.
 * One statement.
 */
export async function agreementPage(reader: Reader, roles: readonly HeldRole[], locale: Locale) {
  const teams = teamsIn(roles);
  const mine = teams
    ? sql`and exists (select from team_membership m where m.person_id = s.person_id and m.team_id = any(${sql.param(teams)}::uuid[]))`
    : sql``;
  const [row] = await reader.execute<{ agreement: Raw }>(sql`
    with compared as materialized (
      select f.id as first_id, s.id as second_id, f.grader_id as first_by, s.grader_id as second_by, f.checklist_version_id as version_id
      from grading s join grading f on f.id = s.first_grading_id
      where s.first_grading_id is not null and s.submitted_at is not null ${mine}
      order by s.submitted_at desc limit ${LAST}),
    given as materialized (
      select c.*, a.item, a.grade as first_grade, b.grade as second_grade
      from compared c join grading_item a on a.grading_id = c.first_id join grading_item b on b.grading_id = c.second_id and b.item = a.item
      where a.carried_from is null and b.carried_from is null),
    pair_cells as (
      select least(first_by, second_by) as a, greatest(first_by, second_by) as b,
        case when first_by < second_by then first_grade else second_grade end as x,
        case when first_by < second_by then second_grade else first_grade end as y, count(*)::int as n
      from given group by 1, 2, 3, 4),
    by_pair as (
      select a, b, jsonb_agg(jsonb_build_object('a', x, 'b', y, 'count', n)) as cells,
        (select count(*)::int from compared c where least(c.first_by, c.second_by) = pair_cells.a and greatest(c.first_by, c.second_by) = pair_cells.b) as sheets
      from pair_cells group by a, b),
    item_cells as (
      select item, first_grade, second_grade, count(*)::int as n, max(version_id::text) as version_id from given group by 1, 2, 3),
    by_item as (
      select item, sum(n)::int as sheets, jsonb_agg(jsonb_build_object('a', first_grade, 'b', second_grade, 'count', n)) as cells,
        max(version_id)::uuid as version_id
      from item_cells group by item)
    select json_build_object(
      'sheets', (select count(*)::int from compared),
      'pairs', (select coalesce(json_agg(json_build_object('a', p.name, 'b', q.name, 'sheets', y.sheets, 'cells', y.cells)), '[]'::json)
        from by_pair y join person p on p.id = y.a join person q on q.id = y.b),
      'items', (select coalesce(json_agg(json_build_object('slug', y.item, 'sheets', y.sheets, 'cells', y.cells, 'title',
          (select i -> 'title' from content_version v, jsonb_array_elements(v.body -> 'areas') r, jsonb_array_elements(r -> 'items') i
            where v.id = y.version_id and i ->> 'slug' = y.item limit 1))), '[]'::json)
        from by_item y)) as agreement`);
  const raw = row?.agreement ?? { sheets: 0, pairs: [], items: [] };
  return {
    sheets: raw.sheets,
    pairs: raw.pairs
      .map(({ a, b, sheets, cells }) => ({ first: a, second: b, sheets, ...agreementOf(cellsOf(cells)) }))
      .sort(byDisagreement),
    items: raw.items
      .map(({ slug, title, sheets, cells }) => ({
        slug,
        title: title ? pick(title, locale) : slug,
        sheets,
        ...agreementOf(cellsOf(cells)),
      }))
      .sort(byDisagreement),
  };
}
