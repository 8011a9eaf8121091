import { and, eq, sql } from "drizzle-orm";
import { chatImport } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { clearanceAt, holderOf, storeNamed, teamOf } from "./accounts";
import { type DeskHistory, deskHistory, namesOfStores } from "./accounts.server";
import { chatGround } from "./ground.server";
import { type Counted, countedChat, joinedBody } from "./import-chat";
import type { ChatBody } from "./import-part";
import { Cancelled, type ImportRow } from "./import-stage.server";
import { wordsOf } from "./words";

const SESSIONS_AT_ONCE = 150;
type Session = { key: string; bodies: ChatBody[] };
type Store = { id: string; name: string; platform: string };

/** Count every session that an import has read, and keep each as the row that it will be. Goes on behind the last one that is kept. Orders need none of it. Throws `Cancelled` where somebody has stopped it. */
export async function countAll(db: Db, row: ImportRow): Promise<void> {
  if (row.kind === "chats") {
    const [store] = await db.execute<Store>(sql`select id, name, platform from store where id = ${row.storeId}`);
    if (!store) throw new Error("the store of an import is gone");
    const ground = { ...(await chatGround(db)), platform: store.platform };
    const [history, names] = [await deskHistory(db), await namesOfStores(db, store.id)];
    const [last] = await db.execute<{ key: string | null }>(sql`select max(key) as key from chat_import_row where import_id = ${row.id}`);
    const breathe = breather();
    const sessionsAfter = (after: string): Promise<Session[]> =>
      db.execute<Session>(sql`
        select key, json_agg(body order by record) as bodies from chat_import_part where import_id = ${row.id} and key > ${after}
        group by key order by key limit ${SESSIONS_AT_ONCE}`);
    let writing: Promise<unknown> = Promise.resolve();
    for (let coming = sessionsAfter(last?.key ?? ""); ;) {
      const sessions = await coming;
      const end = sessions.at(-1)?.key;
      if (end === undefined) break;
      // The next sessions are read, and the last ones written, while these are counted.
      coming = sessionsAfter(end);
      coming.catch(() => undefined);
      const made: object[] = [];
      for (const { key, bodies } of sessions) {
        const body = joinedBody(bodies);
        const counted = countedChat(body, ground, row.day);
        await breathe();
        if (!counted || body.lines.length === 0 || storeNamed(body.store, names) === "other") continue;
        made.push({ key, lines: counted.lines, words: wordsOf(counted.lines), row: rowOf(row.id, store, key, body, counted, history) });
      }
      await writing;
      writing = db.execute(sql`
        insert into chat_import_row (import_id, key, row, lines, words)
        select ${row.id}::uuid, key, row, lines, words from json_to_recordset(${JSON.stringify(made)}::json) as r(key text, "row" jsonb, lines jsonb, words text)
        on conflict do nothing`);
      writing.catch(() => undefined);
    }
    await writing;
  }
  const counted = and(eq(chatImport.id, row.id), eq(chatImport.state, "counting"));
  const [still] = await db.update(chatImport).set({ state: "moving" }).where(counted).returning({ id: chatImport.id });
  if (!still) throw new Cancelled();
}

/** A counted chat as the row that it will be. */
function rowOf(
  importId: string,
  store: Store,
  key: string,
  body: ChatBody,
  counted: Counted,
  history: DeskHistory,
): Record<string, unknown> {
  const { startedAt, endedAt, day, facts } = counted;
  const personId = holderOf(history.holdings, { ...store, said: body.store || undefined }, body.account, day);
  const team = personId === null ? null : teamOf(history.memberships, personId, day);
  return {
    ...snake(facts),
    ...{ id: newId(startedAt.getTime()), store_id: store.id, platform: store.platform, session_key: key, import_id: importId },
    ...{ account: body.account || "?", person_id: personId, team_id: team?.teamId ?? null, buyer: body.buyer },
    ...{ started_at: startedAt.toISOString(), ended_at: endedAt.toISOString() },
    day: team ? plainDateIn(team.zone, startedAt) : day,
    clearance: personId === null ? "unknown" : clearanceAt(history.clearances.get(personId), startedAt.getTime()),
  };
}

/** Names as the columns have them. */
function snake(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}
