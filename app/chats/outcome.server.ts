import { sql } from "drizzle-orm";
import type { Tx } from "~/platform/database.server";
import { chatRules } from "./chat-rules.server";
import type { PersonDay } from "./day-counts.server";

/**
 * Say of the inquiries of a store, of a stretch of time and as long before it as a payment may follow, whether they were paid, as the orders tell (2-domain: the last agent before the
 * payment, within 2 to 15 days). What a file said of its chats stays. An inquiry whose buyer paid after somebody else had served them is neither lost nor theirs: unknown. Unpaid is said
 * only where the orders reach as far as a payment could. Returns the days of whose chats something else is said than before: their counts are the caller's to renew.
 */
export async function settleOutcomes(tx: Tx, storeId: string, from: string, to: string): Promise<PersonDay[]> {
  const { windowDays } = await chatRules(tx);
  const window = sql`make_interval(days => ${windowDays})`;
  // From the order before the stretch on: between the two lie inquiries of which nothing could be said until now, or no longer can.
  const rows = await tx.execute<PersonDay>(sql`
    with reach as (select max(placed_at) as until, coalesce(max(placed_at) filter (where placed_at < ${from}::timestamptz), ${from}::timestamptz) as since
      from shop_order where store_id = ${storeId}),
    found as (
      select c.id, o.amount_fen, o.id is not null and o.is_theirs as is_paid,
        o.id is null and (select until from reach) >= c.started_at + ${window} as is_unpaid
      from chat c
      left join lateral (
        select s.id, s.amount_fen, not exists (
          select from chat d where d.platform = c.platform and d.buyer = c.buyer and d.started_at > c.started_at and d.started_at <= s.paid_at and d.account <> c.account
        ) as is_theirs
        from shop_order s
        where s.platform = c.platform and s.buyer = c.buyer and s.paid_at >= c.started_at and s.paid_at <= c.started_at + ${window}
        order by s.paid_at limit 1
      ) o on true
      where c.store_id = ${storeId} and c.is_inquiry and c.buyer is not null and c.outcome_from is distinct from 'file'
        and c.id >= uuid_floor((select since from reach) - ${window}) and c.id < uuid_floor(${to}::timestamptz + interval '1 second')
    ),
    told as (
      select id, case when is_paid then 'paid' when is_unpaid then 'unpaid' else 'unknown' end as outcome,
        case when is_paid or is_unpaid then 'orders' end as outcome_from, case when is_paid then amount_fen end as paid_fen
      from found
    ),
    settled as (
      update chat c set outcome = t.outcome, outcome_from = t.outcome_from, worth_fen = coalesce(t.paid_fen, c.worth_fen)
      from told t
      where t.id = c.id and (c.outcome, c.outcome_from, c.worth_fen) is distinct from (t.outcome, t.outcome_from, coalesce(t.paid_fen, c.worth_fen))
      returning c.person_id, c.day
    )
    select distinct person_id as "personId", day::text as day from settled where person_id is not null`);
  return [...rows];
}
