import { sql } from "drizzle-orm";
import type { Tx } from "~/platform/database.server";
import { timesByMeasure } from "./measures";

/** An agent's month in a store; `month`: its first day. */
export type MonthKey = { personId: string; month: string; storeId: string };

const AT_ONCE = 2000;
const BY_KEY = sql`m.person_id = k.person_id and m.month = k.month and m.store_id = k.store_id`;

/**
 * Whoever writes figures, or closes months, goes one after the other: of two writers the second sees what the first wrote. Held until the end of the transaction; taken before figures are read.
 */
export async function lockFigures(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('figures'))`);
}

/**
 * Sum these months up anew. Whatever writes figures calls it in the same transaction, after `lockFigures`, with the months that it touched. Times are summed as Σ (ms × effective), beside the Σ
 * effective of the rows that have a time. What is reported outranks chats by the day: a day of chats counts only where nothing reported of that store, agent and part covers it.
 * A revision begins anywhere: a month that was emptied and filled again is not taken for the one before.
 */
export async function renewMonths(tx: Tx, touched: readonly MonthKey[]): Promise<void> {
  const keys = [...new Map(touched.map((key) => [`${key.personId} ${key.month} ${key.storeId}`, key])).values()];
  for (let at = 0; at < keys.length; at += AT_ONCE) await renew(tx, keys.slice(at, at + AT_ONCE));
}

async function renew(tx: Tx, keys: readonly MonthKey[]): Promise<void> {
  const column = (of: (key: MonthKey) => string) => sql`${sql.param(keys.map(of))}::text[]`;
  const months = sql`unnest(${column((k) => k.personId)}::uuid[], ${column((k) => k.month)}::date[], ${column((k) => k.storeId)}::uuid[])`;
  const weighted = sql.join(
    Object.entries(timesByMeasure).map(
      ([measure, time]) => sql`
        union all select ${time.weighted}, (f.measures->>${measure})::numeric * (f.measures->>'effective')::numeric where f.measures ?& array[${measure}, 'effective']
        union all select ${time.weight}, (f.measures->>'effective')::numeric where f.measures ?& array[${measure}, 'effective']`,
    ),
    sql``,
  );
  await tx.execute(sql`
    with k as (select * from ${months} as t (person_id, month, store_id)),
    f as (
      select f.* from k join figure f on f.person_id = k.person_id and f.store_id = k.store_id
        and f.from_day between k.month and (k.month + interval '1 month - 1 day')::date
    ),
    open_chats as (
      select c.* from f c where c.source = 'chats' and not exists (
        select from figure r where r.source = 'reported' and r.person_id = c.person_id and r.store_id = c.store_id and r.part = c.part
          and daterange(r.from_day, r.to_day, '[]') @> c.from_day)
    ),
    reported as (
      select f.person_id, date_trunc('month', f.from_day::timestamp)::date as month, f.store_id, f.part, v.measure, sum(v.value) as value
      from f cross join lateral (
        select e.key, e.value::numeric from jsonb_each_text(f.measures) e where e.key <> all (${sql.param(Object.keys(timesByMeasure))}::text[])
        ${weighted}
      ) v (measure, value) where f.source = 'reported' group by 1, 2, 3, 4, 5
    ),
    masked as (
      select c.person_id, date_trunc('month', c.from_day::timestamp)::date as month, c.store_id, c.part, x.key as mask, e.key as measure, sum(e.value::numeric) as value
      from open_chats c cross join jsonb_each(c.measures->'masks') x cross join jsonb_each_text(x.value) e group by 1, 2, 3, 4, 5, 6
    ),
    parts as (select person_id, month, store_id, part, jsonb_object_agg(measure, value) as sums from reported group by 1, 2, 3, 4),
    masks as (select person_id, month, store_id, part, mask, jsonb_object_agg(measure, value) as sums from masked group by 1, 2, 3, 4, 5),
    chat_parts as (select person_id, month, store_id, part, jsonb_object_agg(mask, sums) as sums from masks group by 1, 2, 3, 4),
    sums as (
      select person_id, month, store_id, jsonb_object_agg(part, sums) as sums from (
        select * from parts
        union all select person_id, month, store_id, 'chats', jsonb_object_agg(part, sums) from chat_parts group by 1, 2, 3
      ) s group by 1, 2, 3
    ),
    days as (
      select person_id, month, store_id, jsonb_object_agg(part, days) as days from (
        select person_id, date_trunc('month', from_day::timestamp)::date as month, store_id, part, to_jsonb(sum(to_day - from_day + 1)) as days from f where source = 'reported' group by 1, 2, 3, 4
        union all
        select person_id, month, store_id, 'chats', jsonb_object_agg(part, days) from (
          select person_id, date_trunc('month', from_day::timestamp)::date as month, store_id, part, count(*) as days from open_chats group by 1, 2, 3, 4
        ) c group by 1, 2, 3
      ) d group by 1, 2, 3
    )
    insert into figure_month as m (person_id, month, store_id, sums, days, revision)
    select person_id, month, store_id, coalesce(s.sums, '{}'::jsonb), d.days, (random() * 1e9)::int from days d left join sums s using (person_id, month, store_id) order by 1, 2, 3
    on conflict (person_id, month, store_id) do update set sums = excluded.sums, days = excluded.days, revision = m.revision + 1`);
  await tx.execute(sql`
    delete from figure_month m using ${months} as k (person_id, month, store_id) where ${BY_KEY} and not exists (
      select from figure f where f.person_id = m.person_id and f.store_id = m.store_id and f.from_day between m.month and (m.month + interval '1 month - 1 day')::date)`);
}
