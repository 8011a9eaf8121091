import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { bitOf } from "~/results/chat-filters";
import { sealsOf } from "./seals.server";

/**
 * What figures are computed from: who wrote to an agent on a day. A customer who writes twice on a day is one customer. A payment belongs to the agent who last spoke to the customer in that store before
 * it, within the window; whether an inquiry was paid is not known while no order of the store is as late as a payment could be, nor where the customer paid after somebody else had served them:
 * it is then no inquiry of anybody's conversion (decision 047).
 */

const bit = (name: Parameters<typeof bitOf>[0]) => sql.raw(String(bitOf(name)));
/** Whether no person speaks for an account. */
const isRobot = (chat: SQL) => sql`exists (select from chat_robot r where r.store_id = ${chat}.store_id and r.account = ${chat}.account)`;

/**
 * Rows (person_id, store_id, day, customer, mask, began, chats, effective, first_ms, invited, asked, paid, undecided) of days (person_id, store_id, day, window_days) as `days` selects them. `own`: pseudonyms of
 * one's own accounts.
 */
export function receptionsOf(days: SQL, own: readonly string[]): SQL {
  return sql`
    select person_id, store_id, day, customer, min(started_at) as began, array_agg(id order by id) as chats,
      sum(buyer_lines) > 0 and sum(spoken) > 0 as effective,
      (array_agg(first_response_ms order by id) filter (where first_response_ms is not null))[1] as first_ms,
      bool_or(invited) as invited, bool_or(is_inquiry and standing <> 'unknown') as asked, bool_or(is_inquiry and standing = 'paid') as paid,
      bool_or(is_inquiry) and not bool_or(is_inquiry and standing <> 'unknown') as undecided,
      case when sum(buyer_lines) = 0 then ${bit("empty-chats")} else 0 end
        | case when customer = any(${sql.param([...own])}::text[]) then ${bit("own-accounts")} else 0 end
        | case when (array_agg(was_transferred order by id desc))[1] then ${bit("transferred-chats")} else 0 end
        | case when (sum(buyer_lines) = 0) <> (sum(spoken) = 0) then ${bit("monologues")} else 0 end
        | case when sum(buyer_lines) = 1 then ${bit("one-line-chats")} else 0 end
        | case when bool_or(is_flagged) then ${bit("flagged-orders")} else 0 end as mask
    from (
      select c.id, c.person_id, c.store_id, c.day, coalesce(c.buyer, c.id::text) as customer, c.started_at, c.buyer_lines, c.agent_lines - c.robot_lines as spoken, c.was_transferred,
        c.first_response_ms, c.invited, c.is_inquiry, coalesce(o.is_theirs and o.is_flagged, false) as is_flagged,
        case when c.outcome_from = 'file' then c.outcome when o.is_theirs then 'paid'
          when o.is_theirs is null and c.buyer is not null and w.until >= c.started_at + make_interval(days => d.window_days) then 'unpaid' else 'unknown' end as standing
      from (${days}) d
      join (select s.id, (select max(placed_at) from shop_order o where o.store_id = s.id) as until from store s) w on w.id = d.store_id
      join chat c on c.person_id = d.person_id and c.day = d.day and c.store_id = d.store_id
      left join lateral (
        select t.is_theirs, t.is_flagged from (
          select s.paid_at, c.agent_lines > c.robot_lines and not exists (
              select from chat x where x.platform = c.platform and x.buyer = c.buyer and x.store_id = c.store_id and x.started_at > c.started_at and x.started_at <= s.paid_at
                and x.person_id is distinct from c.person_id and x.agent_lines > x.robot_lines and not ${isRobot(sql`x`)}) as is_theirs,
            exists (select from order_flag f where f.platform = s.platform and f.order_key = s.order_key and f.lifted_at is null) as is_flagged
          from shop_order s
          where s.platform = c.platform and s.buyer = c.buyer and s.store_id = c.store_id and s.paid_at >= c.started_at and s.paid_at <= c.started_at + make_interval(days => d.window_days)
        ) t order by not t.is_theirs, t.is_flagged, t.paid_at limit 1
      ) o on true
    ) c group by person_id, store_id, day, customer`;
}

/** The pseudonyms of one's own accounts on all platforms, however they write the store before them. One statement. */
export async function ownPseudonyms(reader: Reader): Promise<string[]> {
  const rows = await reader.execute<{ platform: string; names: string[] }>(sql`
    select s.platform, array_agg(distinct n.name) as names
    from platform_account a join store s on s.id = a.store_id cross join lateral (values (a.nick), (s.name || ':' || a.nick)) n (name) group by s.platform`);
  return rows.flatMap(({ platform, names }) => {
    const seals = sealsOf(platform);
    return names.map((name) => seals.buyer(name.replace("：", ":")));
  });
}
