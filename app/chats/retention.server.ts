import { sql } from "drizzle-orm";
import type { Db } from "~/platform/database.server";
import { addMonths } from "~/platform/dates";
import { chatRules } from "./chat-rules.server";

const CHATS_AT_ONCE = 5000;

/**
 * Delete the text and the pseudonyms of chats and orders whose time has come (decision 032): what was counted stays. Once a night, in portions, the oldest first. Returns how many chats
 * lost their text.
 */
export async function sweepOldChats(db: Db, now: Date): Promise<number> {
  const { months } = await chatRules(db);
  const before = `${addMonths(now.toISOString().slice(0, 10), -months)}T00:00:00Z`;
  let forgotten = 0;
  for (;;) {
    const rows = await db.execute<{ id: string }>(sql`
      with old as (
        select chat_id as id from chat_text where chat_id < uuid_floor(${before}::timestamptz) order by chat_id limit ${CHATS_AT_ONCE}
      ), gone as (
        delete from chat_text t using old where t.chat_id = old.id
      )
      update chat c set buyer = null from old where c.id = old.id returning c.id`);
    forgotten += rows.length;
    if (rows.length < CHATS_AT_ONCE) break;
  }
  await db.execute(sql`update shop_order set buyer = null where buyer is not null and placed_at < ${before}::timestamptz`);
  return forgotten;
}
