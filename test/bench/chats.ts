import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { migrate } from "@db/migrate";
import { composed } from "@db/demo/chat-talk";
import { person, store } from "@db/schema";
import { chatImportRow, orderChatImport, stageUpload } from "~/chats/import.server";
import { runChatImport } from "~/chats/import-run.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import type { WriteContext } from "~/platform/write.server";
import type { Figure } from "./run";

const SIZES = [10_000, 100_000, 300_000];
const NOW = new Date("2026-03-02T01:00:00.000Z");
const MB = 1_000_000;

/** Files of chats brought in, of three sizes: how long it takes, and how much memory the process needs at most. 100 000 messages are to take 30 s, and memory is not to follow the file. */
export async function chats(tell: (line: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "deskready-bench-"));
  chmodSync(folder, 0o711);
  const server = await startEmbedded(folder, { info: () => undefined, warn: tell });
  try {
    await server.ensureDatabase("chats");
    await migrate(server.urlFor("chats", "owner"));
    const { db, close } = connect(server.urlFor("chats", "app"), { max: 3 });
    setDb(db);
    await loadPacks(db, "content", NOW);
    const [storeId, actorId] = [newId(), newId()];
    await db.insert(person).values({ id: actorId, name: "Bench", login: "bench", employedSince: NOW, createdAt: NOW });
    await db.insert(store).values({ id: storeId, name: "Bench", platform: "taobao", createdAt: NOW });
    const ctx: WriteContext = { db, actorId, now: NOW, requestId: "bench", submissionId: null };
    const figures: Figure[] = [];
    for (const size of SIZES) figures.push(await one(ctx, storeId, size, tell));
    await close();
    return figures;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function one(ctx: WriteContext, storeId: string, messages: number, tell: (line: string) => void): Promise<Figure> {
  const importId = newId();
  const upload = { importId, kind: "chats" as const, storeId, day: "", fileName: "bench.json" };
  const staged = await stageUpload(ctx, upload, pieces(messages), 4_000_000_000);
  if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
  await orderChatImport(ctx, importId);
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await runChatImport(ctx.db, importId, NOW);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
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

const written = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/** A file of as many messages, each chat with a line that says where a parcel goes; made as it is read. */
async function* pieces(messages: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let made = 0;
  yield encoder.encode("[");
  for (let n = 0; made < messages; n++) {
    const random = seededRandom(`bench ${messages} ${n}`);
    const buyer = `buyer_${messages}_${n}`;
    const start = Date.UTC(2026, 1, 1) + n * 20_000;
    const { lines } = composed(random, 0.7);
    const personal = `${buyer}：收件人王晓${"佳雨文"[n % 3]}，1390000${String(n % 10_000).padStart(4, "0")}，杭州市余杭区文一西路${n % 900}号${n % 9}幢`;
    const said = [...lines, { at: (lines.at(-1)?.at ?? 0) + 9000, who: "buyer", text: personal }];
    made += said.length;
    const session = {
      meta: {
        dataId: `bench-${messages}-${n}`,
        buyerNick: buyer,
        psnNickName: "Bench:小满",
        startTime: written(start),
        endTime: written(start),
      },
      messages: said.map(({ at, who, text }) => ({
        gmtCreated: written(start + at),
        userNickFrom: who === "buyer" ? buyer : "Bench:小满",
        msg: text,
      })),
    };
    yield encoder.encode(`${n > 0 ? ",\n" : ""}${JSON.stringify(session)}`);
    if (n % 500 === 0) await Promise.resolve();
  }
  yield encoder.encode("]");
}
