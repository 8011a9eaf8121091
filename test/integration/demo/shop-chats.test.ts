import { asc, count, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { chat, chatCheck, chatImport, chatText, checkDraw, person, workItem } from "@db/schema";
import { writeChatChecks } from "@db/demo/chat-checks";
import { shopCalendar } from "@db/demo/calendar";
import { writeChatImport } from "@db/demo/chat-import";
import { writeShopChats } from "@db/demo/shop-chats";
import type { Stage } from "@db/demo/stage";
import { isUnmasked } from "~/simulator/masked-rules";
import { isWorkingDay } from "~/training/calendar";
import { freshDatabase } from "@test/setup/database";

const { db, make } = await freshDatabase();
const NOW = new Date("2026-03-18T07:00:00.000Z");
const LOGINS = ["liuyang", "zhangqian", "xulei", "malin", "gaoyuan", "jiangxue", "fengtao", "tangning", "luojia"];
const { calendar } = shopCalendar("2026-03-18");
let stage: Stage;

const all = () =>
  db
    .select({ key: chat.sessionKey, startedAt: chat.startedAt, outcome: chat.outcome, lines: chatText.lines })
    .from(chat)
    .innerJoin(chatText, eq(chatText.chatId, chat.id))
    .orderBy(asc(chat.sessionKey));

beforeAll(async () => {
  const team = await make.team({ workingWeek: [1, 2, 3, 4, 5, 6] });
  const store = await make.store({ platform: "tmall" });
  for (const login of LOGINS) await make.trainee(team.id, { login });
  const wangjing = (await make.supervisor(team.id)).id;
  const liqiang = (await make.supervisor(team.id)).id;
  const ids = { wangjing, liqiang, zhaomin: (await make.manager(team.id)).id };
  // Content is not asked for: the chats say their products by name.
  stage = { db, now: NOW, today: "2026-03-18", calendar, teamId: team.id, stores: [store], ids } as unknown as Stage;
  await writeShopChats(stage);
});

describe("the demo's chats", () => {
  it("are some six hundred of four weeks, on working days, before the demo begins, with more than fifty of yesterday", async () => {
    const rows = await db.select({ day: chat.day, startedAt: chat.startedAt }).from(chat);
    expect(rows.length).toBeGreaterThan(550);
    expect(rows.length).toBeLessThan(800);
    expect(rows.every(({ startedAt }) => startedAt < NOW)).toBe(true);
    expect(rows.every(({ day }) => isWorkingDay(calendar, day))).toBe(true);
    expect(rows.filter(({ day }) => day === "2026-03-17").length).toBeGreaterThan(50);
  });

  it("hold nothing that names a buyer, and lie by their month", async () => {
    const rows = await all();
    expect(rows.flatMap(({ lines }) => lines.filter(({ text }) => isUnmasked(text)))).toEqual([]);
    const [left] = await db.execute<{ n: number }>(sql`select count(*)::int as n from chat_text_default`);
    expect(left?.n).toBe(0);
  });

  it("are the same again, and adding them again adds nothing", async () => {
    const before = await all();
    await writeShopChats(stage);
    expect(await all()).toEqual(before);
    await db.delete(chatText);
    await db.delete(chat);
    await writeShopChats(stage);
    expect(await all()).toEqual(before);
  });

  it("hold one of somebody who was not cleared, and are better where more care is taken", async () => {
    const rows = await db
      .select({ login: person.login, breaches: sql<number>`count(*) filter (where ${chat.clearance} = 'not_cleared')::int`, n: count() })
      .from(chat)
      .innerJoin(person, eq(person.id, chat.personId))
      .groupBy(person.login);
    expect(rows.filter(({ breaches }) => breaches > 0)).toEqual([{ login: "zhangqian", breaches: 1, n: 1 }]);
    const paid = async (login: string) => {
      const [row] = await db
        .select({ share: sql<number>`avg((${chat.outcome} = 'paid')::int) filter (where ${chat.isInquiry})::float` })
        .from(chat)
        .innerJoin(person, eq(person.id, chat.personId))
        .where(eq(person.login, login));
      return row?.share ?? 0;
    };
    expect(await paid("liuyang")).toBeGreaterThan(await paid("fengtao"));
  });
});

describe("the demo's checks", () => {
  it("show a reader who keeps her days and is in the middle of today's, one who has begun, a dispute and a breach that wait", async () => {
    await writeChatChecks(stage);
    const draws = await db.select().from(checkDraw).orderBy(asc(checkDraw.day), asc(checkDraw.drawnAt));
    const [wang, li] = draws.filter(({ day }) => day === "2026-03-18");
    expect(wang).toMatchObject({ quota: 50, counted: 36, quick: 0 });
    expect(li).toMatchObject({ counted: 8, quick: 0 });
    expect(draws.filter(({ day }) => day < "2026-03-18").length).toBeGreaterThan(1);
    const checks = await db.select({ score: chatCheck.score, savedAt: chatCheck.savedAt, comment: chatCheck.comment }).from(chatCheck);
    expect(checks.every(({ savedAt }) => savedAt < NOW)).toBe(true);
    expect(checks.filter(({ comment }) => comment !== "")).toHaveLength(4);
    expect(new Set(checks.map(({ score }) => Number(score))).size).toBeGreaterThan(8);
    const waits = await db.select({ kind: workItem.kind }).from(workItem);
    expect(waits.map(({ kind }) => kind).sort()).toEqual(["chat_breach", "chat_dispute"]);
    await writeChatChecks(stage);
    expect(await db.$count(chatCheck)).toBe(checks.length);
  });
});

it("a file of the demo came in, with an account that nobody holds and a line that could not be read", async () => {
  await writeChatImport(stage);
  await writeChatImport(stage);
  const rows = await db.select().from(chatImport);
  expect(rows).toMatchObject([{ state: "done", added: 2, parked: 2, known: 0, faultCount: 1 }]);
  expect(rows[0]?.faults).toEqual([{ at: 8, code: "row_time", value: "…" }]);
  const brought = await db
    .select({ account: chat.account, lines: chatText.lines })
    .from(chat)
    .innerJoin(chatText, eq(chatText.chatId, chat.id))
    .where(eq(chat.importId, rows[0]?.id ?? ""));
  expect(brought.map(({ account }) => account)).toEqual(["团团", "团团"]);
  expect(JSON.stringify(brought)).not.toContain("13900001234");
});
