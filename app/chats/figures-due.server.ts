import { type SQL, sql } from "drizzle-orm";
import type { Reader, Tx } from "~/platform/database.server";
import { addJob } from "~/platform/jobs.server";

/** Which days' figures must be computed anew, noted by whatever changes what they rest on, in the same transaction. The job that computes comes after it (`figures.server.ts`). */

export const CHAT_FIGURES_TASK = "chat-figures";
/** No window of attribution is longer. */
const LONGEST_DAYS = 15;
const longest = sql.raw(`interval '${LONGEST_DAYS} days'`);

/**
 * Note the days of these chats (`chats`: a condition on `n`), and of the chats that their buyers had before them in the same store: of two agents the later one is paid. Called before chats are
 * deleted and after they came in.
 */
export async function noteChats(tx: Tx, chats: SQL): Promise<void> {
  await tx.execute(sql`
    insert into chat_figure_due (store_id, person_id, day)
    select n.store_id, n.person_id, n.day from chat n where ${chats} and n.person_id is not null
    union
    select c.store_id, c.person_id, c.day from chat n join chat c on c.platform = n.platform and c.buyer = n.buyer and c.store_id = n.store_id
      and c.started_at between n.started_at - ${longest} and n.started_at
    where ${chats} and c.person_id is not null`);
  await callFigures(tx);
}

/** Note the days of a store whose payments may have changed with orders of this stretch of time: back to the order before it, since what nobody knew until then is known now. */
export async function noteStretch(tx: Tx, storeId: string, from: string, to: string): Promise<void> {
  await tx.execute(sql`
    insert into chat_figure_due (store_id, person_id, day)
    select distinct c.store_id, c.person_id, c.day from chat c,
      (select coalesce(max(placed_at), ${from}::timestamptz) as since from shop_order where store_id = ${storeId} and placed_at < ${from}::timestamptz) o
    where c.store_id = ${storeId} and c.person_id is not null and c.id >= uuid_floor(o.since - ${longest}) and c.id < uuid_floor(${to}::timestamptz + ${longest})`);
  await callFigures(tx);
}

/** Have the figures computed that are due. */
async function callFigures(on: Reader): Promise<void> {
  await addJob(on, CHAT_FIGURES_TASK, {}, { key: CHAT_FIGURES_TASK });
}

/** What was noted and not computed, after a failure or a kill, is called for again. */
export async function sweepDueFigures(db: Reader): Promise<void> {
  const [due] = await db.execute<{ any: boolean }>(sql`select exists (select from chat_figure_due) as any`);
  if (due?.any) await callFigures(db);
}
