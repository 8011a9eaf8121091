import { sql } from "drizzle-orm";
import type { Tx } from "~/platform/database.server";
import { chatRules } from "./chat-rules.server";

/**
 * Say of the inquiries of a store, of a stretch of time and as long before it as a payment may follow, whether they were paid, as the orders tell (2-domain: the last agent before the
 * payment, within 2 to 15 days). What a file said of its chats stays. An inquiry whose buyer paid after somebody else had served them is neither lost nor theirs: unknown. Unpaid is said
 * only where the orders reach as far as a payment could.
 */
export async function settleOutcomes(tx: Tx, storeId: string, from: string, to: string): Promise<void> {
  const { windowDays } = await chatRules(tx);
  const window = sql`make_interval(days => ${windowDays})`;
  await tx.execute(sql`
    with reach as (select max(placed_at) as until from shop_order where store_id = ${storeId}),
    told as (
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
        and c.id >= uuid_floor(${from}::timestamptz - ${window}) and c.id < uuid_floor(${to}::timestamptz + interval '1 second')
    )
    update chat c set
      outcome = case when t.is_paid then 'paid' when t.is_unpaid then 'unpaid' else 'unknown' end,
      outcome_from = case when t.is_paid or t.is_unpaid then 'orders' end,
      worth_fen = case when t.is_paid then t.amount_fen else c.worth_fen end
    from told t where t.id = c.id`);
}
