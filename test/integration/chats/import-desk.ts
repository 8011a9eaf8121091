import { existsSync } from "node:fs";
import { asc, eq } from "drizzle-orm";
import type { Database } from "@db/client";
import { chat, chatImport, clearanceChange, platformAccount, store } from "@db/schema";
import { chatImportRow, orderChatImport, stageUpload } from "~/chats/import.server";
import { uploadPath } from "~/chats/import-file.server";
import { runChatImport } from "~/chats/import-run.server";
import { loadPack } from "~/curriculum/load.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

/** What files of chats look like, and how one comes in. */

export type Said = [from: "buyer" | "agent" | "", text: string, seconds: number];
const START = Date.UTC(2026, 1, 27, 2, 0, 0);
const written = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/** A session as a platform exports it; `at`: minutes after the first one. */
export function session(
  id: string,
  buyer: string,
  said: readonly Said[],
  { agent = "行囊旗舰店:小满", at = 0, ...meta }: Record<string, unknown> & { agent?: string; at?: number } = {},
) {
  const start = START + at * 60_000;
  return {
    meta: { dataId: id, buyerNick: buyer, psnNickName: agent, startTime: written(start), endTime: written(start + 600_000), ...meta },
    messages: said.map(([from, msg, seconds]) => ({
      gmtCreated: written(start + seconds * 1000),
      userNickFrom: from === "buyer" ? buyer : from === "agent" ? agent : "",
      userNickTo: from === "buyer" ? agent : buyer,
      msg,
    })),
  };
}

export const talk: Said[] = [
  ["buyer", "城行双肩包16寸有现货吗", 0],
  ["agent", "有的，现在拍今天就发，给您留一个？", 18],
  ["buyer", "能便宜点吗", 40],
  ["agent", "这款已经是活动价了", 58],
];

/** A store with one account that a person holds, and imports into it. */
export async function importDesk(db: Database, ctx: WriteContext, personId: string) {
  const storeId = newId();
  await db.insert(store).values({ id: storeId, name: "行囊旗舰店", platform: "tmall", createdAt: ctx.now });
  await db.insert(platformAccount).values({ storeId, nick: "小满", personId, from: "2026-01-01" });

  async function stage(content: string | Uint8Array, { kind = "chats" as "chats" | "orders", fileName = "chats.json", day = "" } = {}) {
    const importId = newId();
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    async function* pieces() {
      await Promise.resolve();
      for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
    }
    const staged = await stageUpload(ctx, { importId, kind, storeId, day, fileName }, pieces(), { most: 100_000_000 });
    return { importId, staged };
  }
  const rowOf = async (importId: string) => {
    const row = await chatImportRow(db, importId);
    if (!row) throw new Error("there is no such import");
    return row;
  };
  return {
    storeId,
    stage,
    rowOf,
    hasFile: (importId: string) => existsSync(uploadPath(importId)),
    /** Bring a file in, as far as it goes. */
    async bring(content: string | Uint8Array, options: Parameters<typeof stage>[1] = {}) {
      const { importId, staged } = await stage(content, options);
      if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
      const ordered = await orderChatImport(ctx, importId);
      if (!ordered.ok) throw new Error(JSON.stringify(ordered.refusals));
      await runChatImport(db, importId, ctx.now);
      return rowOf(importId);
    },
    state: async (importId: string) =>
      (await db.select({ state: chatImport.state }).from(chatImport).where(eq(chatImport.id, importId)))[0]?.state,
  };
}

/** A shop with the pack's catalogue, an administrator who imports, and one agent, cleared for the desk. For a file's top level. */
export async function importShop() {
  const { db, ctx, make, owner } = await freshDatabase();
  setDb(db);
  const loaded = await loadPack(db, "content/taobao-cs", MONDAY);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 5)));
  const manager = await make.administrator({ name: "Owner" });
  const now = ctx(MONDAY, manager.id);
  const team = await make.team();
  const agent = await make.trainee(team.id, { name: "何小满" });
  await owner
    .insert(clearanceChange)
    .values({ personId: agent.id, sequence: 1, from: "none", to: "full", cause: "test", at: new Date("2026-01-10T00:00:00Z") });
  const desk = await importDesk(owner, now, agent.id);
  const chatsOf = (importId: string) => db.select().from(chat).where(eq(chat.importId, importId)).orderBy(asc(chat.startedAt));
  return { db, ctx, make, owner, manager, now, team, agent, desk, chatsOf };
}
