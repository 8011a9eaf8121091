import { sql } from "drizzle-orm";
import type { Tx } from "~/platform/database.server";
import { type PersonDay, renewDayCounts } from "./day-counts.server";
import { noteChats, noteStretch } from "./figures-due.server";
import type { ImportRow } from "./import-stage.server";
import { settleOutcomes } from "./outcome.server";

type Gone = { personId: string | null; day: string | null; from: number; to: number };
const msOf = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::float8`);

/**
 * Delete what an import brought, and say anew what rested on it: whether other inquiries of its time were paid, and what is counted of the days. Throws where something refers to one of
 * its chats.
 */
export async function takeBack(tx: Tx, { id, storeId }: Pick<ImportRow, "id" | "storeId">): Promise<void> {
  await noteChats(tx, sql`n.import_id = ${id}`);
  await tx.execute(sql`delete from chat_text where chat_id in (select id from chat where import_id = ${id})`);
  const chats = await tx.execute<Gone>(sql`
    with gone as (delete from chat where import_id = ${id} returning person_id, day, started_at)
    select person_id as "personId", day::text as day, ${msOf("min(started_at)")} as "from", ${msOf("max(started_at)")} as "to" from gone group by person_id, day`);
  const orders = await tx.execute<Gone>(sql`
    with gone as (delete from shop_order where import_id = ${id} returning placed_at, paid_at)
    select null as "personId", null as day, ${msOf("min(placed_at)")} as "from", ${msOf("max(greatest(placed_at, paid_at))")} as "to" from gone having count(*) > 0`);
  const gone = [...chats, ...orders];
  if (gone.length === 0) return;
  const [from, to] = [Math.min(...gone.map((one) => one.from)), Math.max(...gone.map((one) => one.to))];
  if (orders.length > 0) await noteStretch(tx, storeId, new Date(from).toISOString(), new Date(to).toISOString());
  const days = gone.flatMap(({ personId, day }): PersonDay[] => (personId && day ? [{ personId, day }] : []));
  const changed = await settleOutcomes(tx, storeId, new Date(from).toISOString(), new Date(to).toISOString());
  await renewDayCounts(tx, [...days, ...changed]);
}
