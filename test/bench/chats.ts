import { resolve } from "node:path";
import { person, platformAccount, store } from "@db/schema";
import { renewChatFigures } from "~/chats/figures.server";
import { chatImportRow, orderChatImport, stageUpload } from "~/chats/import.server";
import { runChatImport } from "~/chats/import-run.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { attributionDays } from "~/kpi/attribution.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { setThreadProgram } from "~/platform/threads.server";
import type { WriteContext } from "~/platform/write.server";
import { chatFile } from "./chat-file";
import { withDatabase } from "./database";
import type { Figure } from "./run";

const SIZES = (process.env.BENCH_SIZES ?? "10000,100000,300000").split(",").map(Number);
const NOW = new Date("2026-03-02T01:00:00.000Z");
const MB = 1_000_000;

/**
 * Files of chats brought in, of three sizes: how long it takes, and how much memory the process and its threads need at most, under the app's own limits.
 * 100 000 messages are to take 30 s, and memory is not to follow the file.
 */
export function chats(tell: (line: string) => void): Promise<Figure[]> {
  return withDatabase("chats", tell, async ({ db }) => {
    setDb(db);
    setThreadProgram({ file: resolve("build", "server", "index.js") });
    await loadPacks(db, "content", NOW);
    const [storeId, actorId] = [newId(), newId()];
    await db.insert(person).values({ id: actorId, name: "Bench", login: "bench", employedSince: NOW, createdAt: NOW });
    await db.insert(store).values({ id: storeId, name: "Bench", platform: "taobao", createdAt: NOW });
    await db.insert(platformAccount).values({ storeId, nick: "小满", personId: actorId, from: "2026-01-01" });
    const ctx: WriteContext = { db, actorId, now: NOW, requestId: "bench", submissionId: null };
    const figures: Figure[] = [];
    for (const size of SIZES) figures.push(await one(ctx, storeId, size, tell));
    return figures;
  });
}

async function one(ctx: WriteContext, storeId: string, messages: number, tell: (line: string) => void): Promise<Figure> {
  const importId = newId();
  const upload = { importId, kind: "chats" as const, storeId, day: "", fileName: "bench.json" };
  const staged = await stageUpload(ctx, upload, chatFile("Bench", messages), { most: 4_000_000_000 });
  if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
  await orderChatImport(ctx, importId);
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await runChatImport(ctx.db, importId, NOW);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  const computing = performance.now();
  const days = await renewChatFigures(ctx.db, NOW, attributionDays);
  tell(`figures of ${days} days of an agent computed in ${((performance.now() - computing) / 1000).toFixed(2)} s, after the import`);
  const row = await chatImportRow(ctx.db, importId);
  if (row?.state !== "done") throw new Error(`the import ended ${row?.state}: ${row?.failure}`);
  tell(
    `${row.lines} messages, ${(row.bytes / MB).toFixed(1)} MB, ${row.added} chats: ${(ms / 1000).toFixed(1)} s, ${((ms / row.lines) * 1000).toFixed(0)} µs a message, at most ${(peak / MB).toFixed(0)} MB`,
  );
  return {
    name: `import ${messages}`,
    clients: 1,
    perSecond: row.lines / (ms / 1000),
    ...{ p50Ms: ms, p95Ms: ms, cpuMsPerOp: (user + system) / 1000 / row.lines, sqlPerOp: 0, peakMb: peak / MB },
  };
}
