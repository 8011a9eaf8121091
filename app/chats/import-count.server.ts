import { and, eq, sql } from "drizzle-orm";
import { chatImport } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { sideBySide } from "~/platform/side-by-side";
import type { Crew } from "./import-crew.server";
import { Cancelled, type ImportRow } from "./import-stage.server";
import type { StagedSession } from "./import-work";

/** Sessions of one batch, and bytes as they lie in the database, packed up to ninety times: however long sessions are, a batch has its limit. */
const SESSIONS_AT_ONCE = 150;
const BYTES_AT_ONCE = 1_000_000;
const BATCHES_AT_ONCE = 4;

/** Count every session that an import has read, and keep each as the row that it will be. Goes on behind the last one that is kept. Orders need none of it. Throws `Cancelled` where somebody has stopped it. */
export async function countAll(db: Db, row: ImportRow, crew: Crew): Promise<void> {
  if (row.kind === "chats") {
    const [last] = await db.execute<{ key: string | null }>(sql`select max(key) as key from chat_import_row where import_id = ${row.id}`);
    const ending = sideBySide<string>(BATCHES_AT_ONCE);
    try {
      for (let after = last?.key ?? ""; ;) {
        const sessions = await sessionsAfter(db, row.id, after);
        const end = sessions.at(-1)?.key;
        if (end === undefined) break;
        after = end;
        await ending.add(crew.count(sessions), (made) => keep(db, row.id, made));
      }
    } finally {
      await ending.done();
    }
  }
  const counted = and(eq(chatImport.id, row.id), eq(chatImport.state, "counting"));
  const [still] = await db.update(chatImport).set({ state: "moving" }).where(counted).returning({ id: chatImport.id });
  if (!still) throw new Cancelled();
}

async function sessionsAfter(db: Db, importId: string, after: string): Promise<StagedSession[]> {
  const sessions = await db.execute<StagedSession>(sql`
    with coming as (
      select key, sum(pg_column_size(body)) as size from chat_import_part where import_id = ${importId} and key > ${after}
      group by key order by key limit ${SESSIONS_AT_ONCE}
    ), batch as (
      select key from (select key, sum(size) over (order by key) - size as before from coming) c where before < ${BYTES_AT_ONCE}
    )
    select p.key, json_agg(p.body order by p.record)::text as bodies from batch join chat_import_part p on p.import_id = ${importId} and p.key = batch.key
    group by p.key order by p.key`);
  return [...sessions];
}

async function keep(db: Db, importId: string, made: string): Promise<void> {
  if (made === "") return;
  await db.execute(sql`
    insert into chat_import_row (import_id, key, row, lines, words)
    select ${importId}::uuid, key, row, lines, words from json_to_recordset(${`[${made}]`}::json) as r(key text, "row" jsonb, lines jsonb, words text)
    on conflict do nothing`);
}
