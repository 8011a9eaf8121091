import { sql } from "drizzle-orm";
import type { Tx } from "~/platform/database.server";
import { jointExposures } from "./exposures";

/** Somebody's day. */
export type PersonDay = { personId: string; day: string };

/**
 * Count anew what the inquiries of these days met and how many were paid. Whatever writes, maps or removes chats calls it in the same transaction, with the days that it touched; days of
 * nobody are left out. Three statements.
 */
export async function renewDayCounts(tx: Tx, touched: readonly PersonDay[]): Promise<void> {
  if (touched.length === 0) return;
  // One after the other: of two imports with a day in common the second sees what the first wrote.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('chat_day_count'))`);
  const joint = sql.join(
    Object.entries(jointExposures).map(([name, rules]) => sql`union select ${name} where c.exposures && ${sql.param([...rules])}::text[]`),
    sql` `,
  );
  const days = sql`select distinct * from unnest(${sql.param(touched.map(({ personId }) => personId))}::uuid[], ${sql.param(touched.map(({ day }) => day))}::text[]::date[]) d (person_id, day)`;
  await tx.execute(sql`delete from chat_day_count c using (${days}) d where c.person_id = d.person_id and c.day = d.day`);
  await tx.execute(sql`
    insert into chat_day_count (person_id, day, exposure, product, team_id, inquiries, paid)
    select c.person_id, c.day, e.exposure, p.product, (array_agg(c.team_id order by c.id))[1], count(*), count(*) filter (where c.outcome = 'paid')
    from (${days}) d join chat c on c.person_id = d.person_id and c.day = d.day
      cross join lateral (select unnest(c.exposures || ''::text) as exposure ${joint}) e
      cross join lateral (select distinct unnest(c.products || ''::text) as product) p
    where c.is_inquiry and c.outcome <> 'unknown'
    group by c.person_id, c.day, e.exposure, p.product`);
}
