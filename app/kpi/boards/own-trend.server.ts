import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { Quartiles } from "~/platform/quartiles";
import { bandOf, MONTHS_SHOWN, trendSlugs, type TrendSlug, unitOf } from "./board-rules";
import { measuredOf } from "./measured.server";

export type OwnMonth = { month: PlainDate; state: "provisional" | "published" | "closed" };
/** `points`: a value for each month, null where nothing was measured; `bands`: the team beside it, null where it may not be seen. */
export type OwnTrend = { slug: TrendSlug; unit: string; points: (number | null)[]; bands: (Quartiles | null)[] };

type Row = OwnMonth & { slug: string; own: number | null; values: number[]; colleagues: number };

/**
 * Somebody's score and metrics over their last months, beside the middle half of the team in which they were in each of them. The team counts once its month is published, and where at
 * least five colleagues were scored. Null: there is no such person. One statement.
 */
export async function ownTrend(reader: Reader, personId: string) {
  const [found] = await reader.execute<{ name: string; rows: Row[] }>(sql`
    select p.name, coalesce((select json_agg(r) from (
      select o.month::text as month, o.state, v.slug, max(v.value::float8) filter (where s.person_id = o.person_id) as own,
        json_agg(v.value::float8) as values, (count(*) filter (where s.person_id <> o.person_id))::int as colleagues
      from (select * from kpi_score k where k.person_id = p.id and k.active_days > 0 order by k.month desc limit ${MONTHS_SHOWN}) o
        join kpi_score s on s.team_id = o.team_id and s.month = o.month and s.active_days > 0
          and (s.person_id = o.person_id or (s.state <> 'provisional' and o.state <> 'provisional'))
        cross join lateral ${measuredOf(sql`s`)} v
      where v.value is not null group by 1, 2, 3) r), '[]') as rows
    from person p where p.id = ${personId}`);
  if (!found) return null;
  const months = new Map<PlainDate, OwnMonth>();
  for (const { month, state } of found.rows) months.set(month, { month, state });
  const sorted = [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
  const trends = trendSlugs.flatMap((slug): OwnTrend[] => {
    const rows = sorted.map(({ month }) => found.rows.find((row) => row.slug === slug && row.month === month) ?? null);
    if (rows.every((row) => row === null || row.own === null)) return [];
    return [
      {
        slug,
        unit: unitOf(slug),
        points: rows.map((row) => row?.own ?? null),
        bands: rows.map((row) => row && bandOf(row.values, row.colleagues)),
      },
    ];
  });
  return { name: found.name, months: sorted, trends };
}
