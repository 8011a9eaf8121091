import { type SQL, sql } from "drizzle-orm";

/**
 * What the month's scores `s` were measured by, a row for each (slug, value): `score`, and each metric over the stores that count, in their shares. Nothing is reckoned here: both are
 * read from how the score was kept.
 */
export function measuredOf(s: SQL): SQL {
  return sql`(
    select 'score' as slug, coalesce(${s}.score, ${s}.decided_score) as value
    union all
    select m->>'slug', sum((m->>'value')::numeric * (x->>'counted')::numeric) / nullif(sum((x->>'counted')::numeric), 0)
    from jsonb_array_elements(${s}.trace->'stores') x cross join lateral jsonb_array_elements(x->'metrics') m
    where x->>'counted' is not null and m->>'value' is not null group by 1)`;
}
