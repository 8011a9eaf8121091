import { sql } from "drizzle-orm";
import { ownPseudonyms, receptionsOf } from "~/chats/receptions.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { filtersIn } from "~/results/chat-filters";
import { monthOf } from "~/results/measures";
import { rulesFor } from "./rule-sets.server";

type Row = {
  began: string;
  chats: string[];
  effective: boolean;
  firstMs: number | null;
  invited: boolean | null;
  standing: "paid" | "unpaid" | "unknown" | null;
  mask: number;
  reasons: string | null;
};

/**
 * The customers behind an agent's day in a store, in the order in which they came, as the figures count them now: each with what came of it, its chats, and the filters that hit, on or off. Null: there
 * is no such store or person, or no rules. Four statements.
 */
export async function dayChats(reader: Reader, personId: string, storeId: string, day: PlainDate) {
  const [names] = await reader.execute<{ store: string; person: string }>(
    sql`select s.name as store, p.name as person from store s, person p where s.id = ${storeId} and p.id = ${personId}`,
  );
  const held = await rulesFor(reader, monthOf(day), [storeId]);
  const rules = held.get(storeId)?.rules;
  if (!names || !rules) return null;
  const windowDays = rules.attribution_days.default;
  const days = sql`select ${personId}::uuid as person_id, ${storeId}::uuid as store_id, ${day}::date as day, ${windowDays}::int as window_days`;
  const rows = await reader.execute<Row>(sql`
    select r.began, r.chats, r.effective, r.first_ms as "firstMs", r.invited, r.mask,
      case when r.paid then 'paid' when r.asked then 'unpaid' when r.undecided then 'unknown' end as standing,
      case when r.mask & 32 <> 0 then (
        select string_agg(f.reason, ' / ' order by f.flagged_at) from shop_order s join order_flag f on f.platform = s.platform and f.order_key = s.order_key and f.lifted_at is null
        where s.store_id = r.store_id and s.buyer = r.customer and s.paid_at between r.began and r.began + make_interval(days => ${windowDays + 1}::int)) end as reasons
    from (${receptionsOf(days, await ownPseudonyms(reader))}) r order by r.began, r.customer`);
  const filters = rules.filters.map(({ slug, title, on }) => ({ slug, title, on }));
  return {
    ...names,
    windowDays,
    filters,
    rows: rows.map(({ mask, ...row }) => ({ ...row, filters: filtersIn(mask) as string[] })),
  };
}
