import { describe, expect, it } from "vitest";
import { asc, eq } from "drizzle-orm";
import { chat, chatImport, chatText, platformAccount } from "@db/schema";
import { keepUpload } from "~/chats/import-file.server";
import { chatRules, setChatRules } from "~/chats/chat-rules.server";
import { crewInPlace } from "~/chats/import-crew.server";
import { runChatImport } from "~/chats/import-run.server";
import { countAll } from "~/chats/import-count.server";
import { Cancelled, holdsImport } from "~/chats/import-stage.server";
import { sweepChatImports } from "~/chats/import-sweep.server";
import { orderWork } from "~/chats/import-work";
import { orderChatImport } from "~/chats/import.server";
import { sealsOf } from "~/chats/seals.server";
import { loadPack } from "~/curriculum/load.server";
import { csvCell } from "~/people/csv";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { importDesk, session, talk } from "./import-desk";

const { db, ctx, make, owner, appSql } = await freshDatabase();
setDb(db);
await loadPack(db, "content/taobao-cs", MONDAY);
const manager = await make.administrator({ name: "Owner" });
const now = ctx(MONDAY, manager.id);
const agent = await make.trainee((await make.team()).id, { name: "何小满" });
const desk = await importDesk(owner, now, agent.id);
await make.store({ name: "山野旗舰店" });

const chatsOf = (importId: string) => db.select().from(chat).where(eq(chat.importId, importId)).orderBy(asc(chat.startedAt));
const textsOf = async (importId: string) => {
  const rows = await db
    .select({ lines: chatText.lines })
    .from(chat)
    .innerJoin(chatText, eq(chatText.chatId, chat.id))
    .where(eq(chat.importId, importId));
  return rows.flatMap(({ lines }) => lines.map(({ text }) => text));
};

describe("a file of another store", () => {
  it("is noticed by line: chats of another of the shop stay out, a name that nobody knows is said once", async () => {
    const row = await desk.bring(
      JSON.stringify([
        session("st-1", "a1", talk),
        session("st-2", "a2", talk, { agent: "山野旗舰店:小满", at: 1 }),
        session("st-3", "a3", talk, { agent: "河谷店:小满", at: 2 }),
        session("st-4", "a4", talk, { agent: "河谷店:小满", at: 3 }),
      ]),
    );
    expect(row).toMatchObject({ state: "done", added: 3, faultCount: 2 });
    expect(row.faults.map(({ code, value }) => [code, value])).toEqual([
      ["store_other", "山野旗舰店"],
      ["store_unknown", "…"],
    ]);
    expect((await chatsOf(row.id)).map(({ personId }) => personId)).toEqual([agent.id, agent.id, agent.id]);
  });

  it("stays out whole, its buyers' lines too, where it is a table", async () => {
    const rows = [
      "会话ID,买家昵称,客服,发送人,内容,发送时间",
      "ts-1,b1,,b1,在吗,2026-02-27 10:00:00",
      "ts-1,b1,山野旗舰店:小满,山野旗舰店:小满,在的,2026-02-27 10:00:20",
      "ts-2,b2,行囊旗舰店:小满,b2,在吗,2026-02-27 10:01:00",
    ];
    const row = await desk.bring(rows.join("\n"), { fileName: "s.csv" });
    expect(row).toMatchObject({ state: "done", added: 1, faults: [{ at: 3, code: "store_other", value: "山野旗舰店" }] });
  });
});

describe("what stands in a file", () => {
  it("is kept harmless: markup, formulas, control characters, emoji, a buyer who is called like an everyday word", async () => {
    const said = ["<script>alert(1)</script>", '=HYPERLINK("http://x.y","z")', "好\u0000的\u0007\ud800", "👍🏽 你好"];
    const row = await desk.bring(
      JSON.stringify([
        session(
          "h-1",
          "你好",
          said.map((text, i) => ["buyer", text, i]),
        ),
      ]),
    );
    expect(row).toMatchObject({ state: "done", added: 1, faultCount: 0 });
    expect(await textsOf(row.id)).toEqual(["<script>alert(1)</script>", '=HYPERLINK("http://x.y","z")', "好 的", "👍🏽 你好"]);
    expect(csvCell(said[1] ?? "")).toMatch(/^"'=/);
  });

  it("of an agent who left since is theirs; what came after it waits for somebody", async () => {
    const gone = await make.trainee((await make.team()).id, { name: "走了" });
    await owner
      .insert(platformAccount)
      .values({ storeId: desk.storeId, nick: "阿走", personId: gone.id, from: "2026-01-01", to: "2026-02-28" });
    const day = 24 * 60;
    const agentName = { agent: "行囊旗舰店:阿走" };
    const row = await desk.bring(
      JSON.stringify([session("l-1", "c1", talk, agentName), session("l-2", "c2", talk, { ...agentName, at: day })]),
    );
    expect((await chatsOf(row.id)).map(({ personId }) => personId)).toEqual([gone.id, null]);
    expect(row.parked).toBe(1);
  });

  it("of a session that goes on for ever, line by line, is kept as far as a chat goes", async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `e-1\td1\t小满\td1\t第${i}句\t2026-02-27 10:00:00`);
    const row = await desk.bring(["会话ID\t买家昵称\t客服\t发送人\t内容\t时间", ...lines].join("\n"), { fileName: "e.tsv" });
    expect(row.faults).toEqual([{ at: 2002, code: "session_too_long", value: "2000" }]);
    expect((await chatsOf(row.id))[0]).toMatchObject({ buyerLines: 2000 });
  });
});

describe("an upload", () => {
  async function* pieces(count: number, size = 1000, breaksOff = false) {
    for (let i = 0; i < count; i++) yield await Promise.resolve(new Uint8Array(size).fill(i === 0 ? 0x5b : 0x20));
    if (breaksOff) throw new Error("the sender is gone");
  }
  it.each([
    ["says that it is too large", { most: 10_000, announced: 5_000_000 }, "import_too_large"],
    ["is too large without saying so", { most: 1500 }, "import_too_large"],
    ["would fill the disk", { most: 10_000, announced: 9000, room: () => Promise.resolve(500_005_000) }, "import_no_room"],
  ])("that %s leaves nothing", async (_name, limits, fault) => {
    const importId = newId();
    expect(await keepUpload(importId, pieces(3), limits)).toBe(fault);
    expect(desk.hasFile(importId)).toBe(false);
  });

  it("that fills the disk on its way, or breaks off, leaves nothing", async () => {
    const [full, broken] = [newId(), newId()];
    let room = 600_000_000;
    const shrinking = () => Promise.resolve((room -= 60_000_000));
    expect(await keepUpload(full, pieces(5, 20_000_000), { most: 1e9, room: shrinking })).toBe("import_no_room");
    await expect(keepUpload(broken, pieces(3, 1000, true), { most: 10_000 })).rejects.toThrow("the sender is gone");
    expect([desk.hasFile(full), desk.hasFile(broken)]).toEqual([false, false]);
  });

  it("that is a workbook of more than can be unpacked is not taken in", async () => {
    const bytes = new Uint8Array(31_000_000);
    bytes.set(Buffer.from("PK\u0003\u0004"));
    const { staged, importId } = await desk.stage(bytes);
    expect(staged).toMatchObject({ ok: false, refusals: [{ code: "import_workbook", params: { limit: 30 } }] });
    expect(desk.hasFile(importId)).toBe(false);
  });
});

describe("an import whose worker was killed", () => {
  const jobs = (importId: string) => appSql`select 1 from graphile_worker.jobs where key = ${`import chats ${importId}`}`;
  const forget = (importId: string) => appSql`select graphile_worker.remove_job(${`import chats ${importId}`})`;

  it("is taken up again by the next minute, and never by two", async () => {
    const { importId } = await desk.stage(JSON.stringify([session("w-1", "w1", talk)]));
    await orderChatImport(now, importId);
    await owner.update(chatImport).set({ state: "reading" }).where(eq(chatImport.id, importId));
    await forget(importId);
    await db.transaction(async (running) => {
      await running
        .select({ own: holdsImport(importId) })
        .from(chatImport)
        .where(eq(chatImport.id, importId));
      await sweepChatImports(db, MONDAY);
      await runChatImport(db, importId, MONDAY);
    });
    expect(await jobs(importId)).toHaveLength(0);
    expect(await desk.state(importId)).toBe("reading");
    await sweepChatImports(db, MONDAY);
    expect(await jobs(importId)).toHaveLength(1);
    await runChatImport(db, importId, MONDAY);
    expect(await desk.state(importId)).toBe("done");
  });

  it("is given up after a day, with all that it had staged and its file", async () => {
    const { importId } = await desk.stage(JSON.stringify([session("w-2", "w2", talk)]));
    await orderChatImport(now, importId);
    const nextDay = new Date(MONDAY.getTime() + 25 * 3_600_000 + 5 * 60_000);
    await sweepChatImports(db, nextDay);
    expect(await desk.rowOf(importId)).toMatchObject({ state: "failed", failure: "import_broke" });
    expect(desk.hasFile(importId)).toBe(false);
  });
});

it("an import that is stopped while it is counted brings nothing, whatever was counted by then", async () => {
  const { importId } = await desk.stage(JSON.stringify([session("c-1", "k1", talk), session("c-2", "k2", talk)]));
  await orderChatImport(now, importId);
  const row = await desk.rowOf(importId);
  await owner.update(chatImport).set({ state: "cancelled" }).where(eq(chatImport.id, importId));
  const crew = crewInPlace(orderWork([], sealsOf("tmall")));
  await expect(countAll(db, { ...row, state: "counting" }, crew)).rejects.toThrow(Cancelled);
  expect(await chatsOf(importId)).toEqual([]);
  expect(await desk.state(importId)).toBe("cancelled");
});

it("how long chats are kept is a setting of the shop", async () => {
  expect(await chatRules(db)).toEqual({ months: 12, windowDays: 2 });
  expect(await setChatRules(now, { months: 61, windowDays: 2 })).toMatchObject({ ok: false, refusals: [{ code: "rules_months" }] });
  expect(await setChatRules(now, { months: 6, windowDays: 1 })).toMatchObject({ ok: false, refusals: [{ code: "rules_window" }] });
  expect((await setChatRules(now, { months: 6, windowDays: 7 })).ok).toBe(true);
  expect(await chatRules(db)).toEqual({ months: 6, windowDays: 7 });
});
