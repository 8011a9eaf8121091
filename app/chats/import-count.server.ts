import { eq, sql } from "drizzle-orm";
import { chatImport } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { clearanceAt, holderOf, teamOf } from "./accounts";
import { deskHistory } from "./accounts.server";
import { chatGround } from "./ground.server";
import { countedChat, joinedBody } from "./import-chat";
import type { ChatBody } from "./import-part";
import type { ImportRow } from "./import-stage.server";
import { wordsOf } from "./words";

const SESSIONS_AT_ONCE = 300;

/** Count every session that an import has read, and keep each as the row that it will be. Goes on behind the last one that is kept. Orders need none of it. */
export async function countAll(db: Db, row: ImportRow): Promise<void> {
  if (row.kind === "chats") {
    const [store] = await db.execute<{ id: string; name: string; platform: string }>(
      sql`select id, name, platform from store where id = ${row.storeId}`,
    );
    if (!store) throw new Error("the store of an import is gone");
    const ground = { ...(await chatGround(db)), platform: store.platform };
    const history = await deskHistory(db);
    const [last] = await db.execute<{ key: string | null }>(sql`select max(key) as key from chat_import_row where import_id = ${row.id}`);
    const breathe = breather();
    for (let after = last?.key ?? ""; ;) {
      const sessions = await db.execute<{ key: string; bodies: ChatBody[] }>(sql`
        select key, json_agg(body order by record) as bodies from chat_import_part where import_id = ${row.id} and key > ${after}
        group by key order by key limit ${SESSIONS_AT_ONCE}`);
      const made: object[] = [];
      for (const { key, bodies } of sessions) {
        after = key;
        const body = joinedBody(bodies);
        const counted = countedChat(body, ground, row.day);
        await breathe();
        if (!counted || body.lines.length === 0) continue;
        const { startedAt, endedAt, day, lines, facts } = counted;
        const personId = holderOf(history.holdings, store, body.account, day);
        const team = personId === null ? null : teamOf(history.memberships, personId, day);
        const account = body.account || "?";
        made.push({
          key,
          lines,
          words: wordsOf(lines),
          row: {
            ...snake(facts),
            ...{
              id: newId(startedAt.getTime()),
              store_id: store.id,
              platform: store.platform,
              session_key: key,
              import_id: row.id,
              account,
            },
            ...{
              person_id: personId,
              team_id: team?.teamId ?? null,
              buyer: body.buyer,
              started_at: startedAt.toISOString(),
              ended_at: endedAt.toISOString(),
            },
            day: team ? plainDateIn(team.zone, startedAt) : day,
            clearance: personId === null ? "unknown" : clearanceAt(history.clearances.get(personId), startedAt.getTime()),
          },
        });
      }
      if (sessions.length === 0) break;
      await db.execute(sql`
        insert into chat_import_row (import_id, key, row, lines, words)
        select ${row.id}::uuid, key, row, lines, words from json_to_recordset(${JSON.stringify(made)}::json) as r(key text, "row" jsonb, lines jsonb, words text)
        on conflict do nothing`);
    }
  }
  await db.update(chatImport).set({ state: "moving" }).where(eq(chatImport.id, row.id));
}

/** Names as the columns have them. */
function snake(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}
