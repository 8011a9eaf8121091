import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chat, chatImport, chatText } from "@db/schema";
import { cancelChatImport, orderChatImport, undoChatImport } from "~/chats/import.server";
import { runChatImport } from "~/chats/import-run.server";
import { sweepOldChats } from "~/chats/retention.server";
import { MONDAY } from "@test/setup/database";
import { importShop, session, talk } from "./import-desk";

const { db, ctx, owner, now, agent, manager, desk, chatsOf } = await importShop();
const staged = async () => {
  const [row] = await db.execute<{ parts: number; rows: number }>(
    sql`select (select count(*)::int from chat_import_part) as parts, (select count(*)::int from chat_import_row) as rows`,
  );
  return row;
};

describe("an import", () => {
  it("brings chats in counted, masked, with their agent, and forgets the file", async () => {
    const row = await desk.bring(
      JSON.stringify([
        session("s-1", "tb_lily88", talk),
        session(
          "s-2",
          "tb_momo77",
          [
            ["buyer", "我叫陈可欣，13800138000，改地址", 0],
            ["agent", "tb_momo77您好，好的", 30],
          ],
          { at: 5 },
        ),
      ]),
    );
    expect(row).toMatchObject({ state: "done", added: 2, known: 0, parked: 0, faultCount: 0, lines: 6 });
    const [first, second] = await chatsOf(row.id);
    expect(first).toMatchObject({
      ...{
        platform: "tmall",
        account: "小满",
        personId: agent.id,
        day: "2026-02-27",
        buyerLines: 2,
        agentLines: 2,
        rounds: 2,
        firstResponseMs: 18_000,
        longestGapMs: 18_000,
      },
      ...{
        products: ["city-backpack-16"],
        askedForOrder: true,
        isInquiry: true,
        outcome: "unknown",
        worthFen: 14_900,
        clearance: "cleared",
      },
      exposures: ["asked_lower_price", "asked_stock"],
    });
    const [text] = await db
      .select()
      .from(chatText)
      .where(eq(chatText.chatId, second?.id ?? ""));
    expect(text?.lines.map(({ text }) => text)).toEqual(["我叫〔姓名〕，〔电话〕，改地址", "〔买家〕您好，好的"]);
    expect(second?.buyer).toMatch(/^[0-9a-f]{64}$/);
    expect(desk.hasFile(row.id)).toBe(false);
    expect(await staged()).toEqual({ parts: 0, rows: 0 });
  });

  it("takes no file twice, and counts what it knows of another", async () => {
    const file = JSON.stringify([session("s-10", "a1", talk), session("s-11", "a2", talk)]);
    await desk.bring(file);
    expect((await desk.stage(file)).staged).toMatchObject({ ok: false, refusals: [{ code: "import_same_file" }] });
    expect(await desk.bring(JSON.stringify([session("s-11", "a2", talk), session("s-12", "a3", talk)]))).toMatchObject({
      added: 1,
      known: 1,
    });
  });

  it("fails as a whole where the file breaks off, and says at which line", async () => {
    const before = await db.$count(chat);
    const file = JSON.stringify([session("s-20", "b1", talk), session("s-21", "b2", talk)], null, 1);
    const row = await desk.bring(file.slice(0, -60));
    expect(row).toMatchObject({ state: "failed", failure: "json_broken", added: 0 });
    expect(row.faults).toEqual([{ at: expect.any(Number) as number, code: "json_broken", value: "" }]);
    expect(await db.$count(chat)).toBe(before);
    expect(await staged()).toEqual({ parts: 0, rows: 0 });
    expect(desk.hasFile(row.id)).toBe(false);
  });

  it("names what it leaves out by its line, masked", async () => {
    const rows = [
      "会话ID\t买家昵称\t客服\t发送人\t内容\t时间",
      "t-1\t李雷雷\t小满\t李雷雷\t在吗\t2026-02-27 10:00:00",
      "\t韩梅\t小满\t韩梅\t你好\t2026-02-27 10:01:00",
      "t-1\t李雷雷\t小满\t小满\t在的\t打13800138000",
      "t-1\t李雷雷\t小满\t小满\t在的\t2026-02-27 10:00:20",
    ];
    const row = await desk.bring(rows.join("\n"), { fileName: "a.tsv" });
    expect(row).toMatchObject({ state: "done", added: 1, faultCount: 2, format: "tsv" });
    expect(row.faults).toEqual([
      { at: 3, code: "row_no_session", value: "" },
      { at: 4, code: "row_time", value: "…〔电话〕" },
    ]);
    expect((await chatsOf(row.id))[0]).toMatchObject({ buyerLines: 1, agentLines: 1, firstResponseMs: 20_000 });
  });

  it("reads GBK, interleaved sessions, emoji and a clock that goes back", async () => {
    // 会话,买家,客服,发送人,内容,时间 in GBK.
    const gbk = new Map([
      ["会话", "bbe1bbb0"],
      ["买家昵称", "c2f2bcd2eac7b3c6"],
      ["客服", "bfcdb7fe"],
      ["发送人", "b7a2cbcdc8cb"],
      ["内容", "c4dac8dd"],
      ["时间", "cab1bce4"],
      ["在吗", "d4dac2f0"],
    ]);
    const bytes = (text: string) =>
      text
        .replace(/[\u4e00-\u9fff]+/g, (word) => `\u0001${word}\u0001`)
        .split("\u0001")
        .map((piece) => (gbk.has(piece) ? Buffer.from(gbk.get(piece) ?? "", "hex") : Buffer.from(piece, "latin1")));
    const lines = [
      "会话,买家昵称,客服,发送人,内容,时间",
      "g-1,k1,x,k1,在吗,2026-02-27 10:00:00",
      "g-2,k2,x,k2,hi,2026-02-27 10:00:01",
      "g-1,k1,x,x,hello,2026-02-27 09:59:58",
      "g-2,k2,x,x,<script>alert(1)</script>,2026-02-27 10:00:31",
      "",
    ];
    const row = await desk.bring(Buffer.concat(lines.flatMap((line) => [...bytes(line), Buffer.from("\n")])), { fileName: "g.csv" });
    expect(row).toMatchObject({ state: "done", encoding: "gb18030", added: 2, parked: 2 });
    const [one, two] = await chatsOf(row.id);
    expect([one?.firstResponseMs, two?.firstResponseMs]).toEqual([0, 30_000]);
  });

  it("is stopped by whoever ordered it, and leaves nothing", async () => {
    const { importId, staged: first } = await desk.stage(JSON.stringify([session("s-30", "c1", talk)]));
    expect(first.ok).toBe(true);
    await orderChatImport(now, importId);
    expect((await cancelChatImport(now, importId)).ok).toBe(true);
    await runChatImport(db, importId, MONDAY);
    expect(await desk.rowOf(importId)).toMatchObject({ state: "cancelled", added: 0 });
    expect(desk.hasFile(importId)).toBe(false);
  });

  it("goes on where it was killed", async () => {
    const sessions = Array.from({ length: 40 }, (_, i) => session(`k-${i}`, `kb${i}`, talk, { at: i }));
    const { importId } = await desk.stage(JSON.stringify(sessions));
    await orderChatImport(now, importId);
    const row = await desk.rowOf(importId);
    // As a kill leaves it after a batch: some records are staged and said to be.
    await owner.execute(sql`insert into chat_import_part (import_id, key, record, body)
      select ${importId}::uuid, 'left-' || n, n, '{"account":"小满","store":"","buyer":null,"started":1772157600000,"ended":null,"skus":[],"lines":[{"at":1772157600000,"who":"buyer","text":"在吗"}]}'::jsonb from generate_series(1, 10) n`);
    await owner.update(chatImport).set({ state: "reading", records: 10, lines: 10 }).where(eq(chatImport.id, importId));
    await runChatImport(db, importId, MONDAY);
    expect(await desk.rowOf(importId)).toMatchObject({ state: "done", records: 40, added: 40 });
    await runChatImport(db, row.id, MONDAY);
    expect(await chatsOf(importId)).toHaveLength(40);
  });

  it("keeps no more lines of a session than a chat can have", async () => {
    const row = await desk.bring(
      JSON.stringify([
        session(
          "long",
          "ll",
          Array.from({ length: 2500 }, (_, i) => ["buyer", `第${i}句`, i]),
        ),
      ]),
    );
    expect(row.faults).toEqual([{ at: 1, code: "session_too_long", value: "2000 / 2500" }]);
    expect((await chatsOf(row.id))[0]).toMatchObject({ buyerLines: 2000 });
  });
});

describe("afterwards", () => {
  it("an import is taken back within a week, unless something rests on it", async () => {
    const row = await desk.bring(JSON.stringify([session("u-1", "e1", talk)]));
    expect(await undoChatImport(ctx(new Date(MONDAY.getTime() + 8 * 86_400_000), manager.id), row.id)).toMatchObject({
      ok: false,
      refusals: [{ code: "import_final" }],
    });
    expect((await undoChatImport(now, row.id)).ok).toBe(true);
    expect(await chatsOf(row.id)).toEqual([]);
    expect((await desk.rowOf(row.id)).state).toBe("undone");
    // What was taken back may come in again.
    expect(await desk.bring(JSON.stringify([session("u-1", "e1", talk)]))).toMatchObject({ added: 1 });
  });

  it("text and pseudonym go when their time has come, the counts stay", async () => {
    const row = await desk.bring(JSON.stringify([session("r-1", "f1", talk)]));
    const [before] = await chatsOf(row.id);
    expect(await sweepOldChats(db, new Date("2027-02-26T00:00:00Z"))).toBe(0);
    expect(await sweepOldChats(db, new Date("2027-03-01T00:00:00Z"))).toBeGreaterThan(0);
    expect(await chatsOf(row.id)).toEqual([{ ...before, buyer: null }]);
    expect(await db.$count(chatText, eq(chatText.chatId, before?.id ?? ""))).toBe(0);
  });
});
