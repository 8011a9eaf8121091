import { and, asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { chat, chatCheck, checkDraw, checkPlace, notice, person, workItem } from "@db/schema";
import { openBreaches } from "~/chats/breaches.server";
import { openPlace, saveCheck } from "~/chats/check.server";
import { choosePlace, fillByChance, skipPlace } from "~/chats/places.server";
import { chatPage } from "~/chats/check-page.server";
import { ownChecks } from "~/chats/own-checks.server";
import { checksOverview } from "~/chats/overview.server";
import { dayOf, readingPage } from "~/chats/reading.server";
import { disputeCheck, replyTo, ruleDispute, settleBreach, withdrawDispute } from "~/chats/talk.server";
import { plainDateIn } from "~/platform/dates";
import { MONDAY } from "@test/setup/database";
import { checkDesk, FRIDAY, marked, ZONE } from "./desk";

const { db, owner, make, ctx, ids, as, chats, codes, value, check, draw } = await checkDesk();
const TODAY = plainDateIn(ZONE, MONDAY);
const given = (change = {}) => ({ marks: marked(change), comment: "", lines: [] });
let drawId = "";

const drawRow = async () => (await owner.select().from(checkDraw).where(eq(checkDraw.id, drawId)))[0];
const chatAt = async (place: number) =>
  (await owner.select().from(checkPlace).where(eq(checkPlace.drawId, drawId)).orderBy(asc(checkPlace.place)))[place - 1]?.chatId ?? "";
const checksOf = (chatId: string) => owner.select().from(chatCheck).where(eq(chatCheck.chatId, chatId)).orderBy(asc(chatCheck.number));
const page = (chatId: string, viewer: string, mayRule = false) =>
  chatPage(db, chatId, { id: viewer, mayRule, mayBreach: false, now: MONDAY }, "en");

beforeAll(async () => {
  await chats(ids.ann, 70);
  await chats(ids.bo, 70, { outcome: "unpaid" });
  drawId = (await draw(ids.wang)).drawId;
});

describe("checking", () => {
  it("counts what was on screen for long enough, opens the next one, and goes on counting from there", async () => {
    const saved = await check(ids.wang, 1);
    expect(saved).toMatchObject({ counts: true, onScreenMs: 10_000, neededMs: 5000, next: 2 });
    const second = value(await saveCheck(as(ids.wang, 16), TODAY, 2, given()));
    expect(second).toMatchObject({ counts: true, onScreenMs: 6000, next: 3 });
    expect(await drawRow()).toMatchObject({ counted: 2, quick: 0 });
  });

  it("keeps what was too quick, says so, and does not count it; coming back to it makes it count", async () => {
    // The third has been on screen since the second was saved.
    expect(value(await saveCheck(as(ids.wang, 18), TODAY, 3, given()))).toMatchObject({ counts: false, onScreenMs: 2000 });
    expect(await drawRow()).toMatchObject({ counted: 2, quick: 1 });
    expect(await check(ids.wang, 3, { from: 30, seconds: 4, marks: { tone: "half" } })).toMatchObject({ counts: true, onScreenMs: 6000 });
    expect(await drawRow()).toMatchObject({ counted: 3, quick: 0 });
    expect((await checksOf(await chatAt(3))).map(({ cause, score }) => [cause, Number(score)])).toEqual([
      ["check", 100],
      ["correction", 95],
    ]);
  });

  it("refuses missing marks, what was not drawn, and what is somebody else's", async () => {
    value(await openPlace(as(ids.wang, 50), TODAY, 4));
    const { tone: _tone, ...most } = marked();
    expect(codes(await saveCheck(as(ids.wang, 60), TODAY, 4, { ...given(), marks: most }))).toEqual(["mark_missing"]);
    expect(codes(await saveCheck(as(ids.wang, 60), TODAY, 4, given({ rules: "na" })))).toEqual(["mark_critical"]);
    expect(codes(await saveCheck(as(ids.wang, 60), TODAY, 400, given()))).toEqual(["no_place"]);
    expect(codes(await saveCheck(as(ids.li, 60), TODAY, 4, given()))).toEqual(["no_place"]);
    expect(await checksOf(await chatAt(4))).toEqual([]);
  });

  it("makes the whole chat nought where a critical criterion is missed, and tells the agent", async () => {
    await check(ids.wang, 4, { from: 60, marks: { rules: "none" } });
    const [row] = await checksOf(await chatAt(4));
    expect(row).toMatchObject({ criticalFailed: true });
    expect(Number(row?.score)).toBe(0);
    const told = await owner
      .select({ kind: notice.kind })
      .from(notice)
      .where(eq(notice.personId, row?.personId ?? ""));
    expect(told).toContainEqual({ kind: "chats.checked_critical" });
  });

  it("lets nobody change or delete a check in the database, nor score a chat that was not drawn for them", async () => {
    await expect(db.update(chatCheck).set({ score: "100" })).rejects.toThrow();
    await expect(db.delete(chatCheck)).rejects.toThrow();
    const [row] = await checksOf(await chatAt(1));
    const [free] = await chats(ids.cai, 1);
    if (!row || !free) throw new Error("nothing to copy");
    await expect(db.insert(chatCheck).values({ ...row, id: undefined, chatId: free.id, personId: ids.cai })).rejects.toThrow();
  });
});

describe("passing over", () => {
  it("puts another of the same agent in a random place, and keeps the random part of that agent as large as it was", async () => {
    const before = await drawRow();
    const randomOnes = () =>
      owner
        .select({ place: checkPlace.place, agent: chat.personId })
        .from(checkPlace)
        .innerJoin(chat, eq(chat.id, checkPlace.chatId))
        .where(
          and(
            eq(checkPlace.drawId, drawId),
            eq(checkPlace.kind, "random"),
            sql`not exists (select from check_skip s where s.chat_id = ${checkPlace.chatId})`,
          ),
        )
        .orderBy(asc(checkPlace.place));
    const all = await randomOnes();
    const passed = all.at(-1);
    if (!passed) throw new Error("no random place");
    const of = (rows: typeof all) => rows.filter(({ agent }) => agent === passed.agent).length;
    value(await skipPlace(as(ids.wang, 100), TODAY, passed.place, { reason: "no_talk", note: "" }));
    expect(await drawRow()).toMatchObject({ skipped: 1, quota: before?.quota });
    expect(of(await randomOnes())).toBe(of(all));
    const again = await skipPlace(as(ids.wang, 101), TODAY, passed.place, { reason: "no_talk", note: "" });
    expect(codes(again)).toEqual(["no_place"]);
    expect(codes(await skipPlace(as(ids.wang, 101), TODAY, 1, { reason: "robot", note: "" }))).toEqual(["check_there"]);
    expect(codes(await skipPlace(as(ids.wang, 101), TODAY, 6, { reason: "other", note: "" }))).toEqual(["skip_note"]);
  });
});

describe("one's own choice", () => {
  it("fills a tenth of the places, with chats that nobody has checked", async () => {
    const [mine] = await chats(ids.cai, 1, { rating: 1 });
    if (!mine) throw new Error("no chat");
    expect(codes(await choosePlace(as(ids.wang, 110), TODAY, await chatAt(1)))).toEqual(["not_eligible"]);
    const { place } = value(await choosePlace(as(ids.wang, 110), TODAY, mine.id));
    expect(value(await fillByChance(as(ids.wang, 111), TODAY)).added).toBe(4);
    expect(codes(await fillByChance(as(ids.wang, 112), TODAY))).toEqual(["own_full"]);
    const day = await dayOf(db, ids.wang, TODAY);
    expect(day?.places.filter(({ kind }) => kind === "own")).toHaveLength(5);
    expect(day?.places.find((one) => one.place === place)).toMatchObject({ chatId: mine.id, risks: ["rating"], state: "open" });
  });
});

describe("the reading view", () => {
  it("holds the chat of a place, the card, and the next chat before it is asked for", async () => {
    const day = await dayOf(db, ids.wang, TODAY);
    if (!day) throw new Error("no draw");
    const read = await readingPage(db, day, 6, "zh-CN", MONDAY);
    expect(read?.card.criteria).toHaveLength(8);
    expect(read?.chat.lines?.[1]).toMatchObject({ who: "agent", waitMs: 12_000 });
    expect(read?.next?.chat.lines).not.toBeNull();
    expect(read?.next?.place.state).toBe("open");
    expect(await readingPage(db, day, 400, "en", MONDAY)).toBeNull();
  });
});

describe("after a check", () => {
  it("agent and reader talk under it, nobody else", async () => {
    const chatId = await chatAt(4);
    const agent = (await checksOf(chatId))[0]?.personId ?? "";
    value(await replyTo(as(agent, 200), chatId, "这句话是上一位同事发的"));
    value(await replyTo(as(ids.wang, 210), chatId, "我再看一遍"));
    expect(codes(await replyTo(as(ids.li, 220), chatId, "我也说一句"))).toEqual(["reply_not_yours"]);
    expect(codes(await replyTo(as(agent, 220), chatId, "  "))).toEqual(["reply_empty"]);
    const told = async (personId: string, kind: string) =>
      (
        await owner
          .select({ data: notice.data })
          .from(notice)
          .where(and(eq(notice.personId, personId), eq(notice.kind, kind)))
      ).map(({ data }) => data);
    const [{ name }] = (await owner.select({ name: person.name }).from(person).where(eq(person.id, agent))) as [{ name: string }];
    expect(await told(ids.wang, "chats.replied")).toEqual([{ chatId, name }]);
    expect(await told(agent, "chats.answered")).toHaveLength(1);
    const shown = await page(chatId, agent);
    expect(shown?.check?.replies.map(({ by }) => by)).toHaveLength(2);
    expect((await ownChecks(db, agent, null, MONDAY)).rows.find((row) => row.chatId === chatId)).toMatchObject({
      replies: 2,
      criticalFailed: true,
    });
  });

  it("is disputed by its agent once, ruled on by somebody who did not score it, and the ruling holds", async () => {
    const chatId = await chatAt(4);
    const agent = (await checksOf(chatId))[0]?.personId ?? "";
    const reason = "违规的那句不是我说的，是买家说的";
    expect(codes(await disputeCheck(as(ids.wang, 300), chatId, { criteria: [], reason }))).toEqual(["dispute_not_own"]);
    expect(codes(await disputeCheck(as(agent, 300), chatId, { criteria: [], reason: "不对" }))).toEqual(["reason_short"]);
    value(await disputeCheck(as(agent, 300), chatId, { criteria: ["rules"], reason }));
    expect(codes(await disputeCheck(as(agent, 301), chatId, { criteria: [], reason }))).toEqual(["dispute_open"]);
    const [item] = await owner.select().from(workItem).where(eq(workItem.kind, "chat_dispute"));
    expect(item).toMatchObject({ role: "supervisor", notFor: [ids.wang], closedAt: null });
    // While somebody is to rule, the reader cannot make it good by themself.
    expect(codes(await saveCheck(as(ids.wang, 302), TODAY, 4, given()))).toEqual(["check_settled"]);

    const marks = marked({ rules: "half" });
    expect(codes(await ruleDispute(as(ids.wang, 310), chatId, { marks, reason }))).toEqual(["rule_own_check"]);
    expect(value(await ruleDispute(as(ids.manager, 320), chatId, { marks, reason: "读了两遍，确实是买家的原话" })).changed).toBe(true);
    expect(codes(await ruleDispute(as(ids.li, 330), chatId, { marks, reason }))).toEqual(["no_dispute"]);
    const shown = await page(chatId, agent);
    expect(shown?.check).toMatchObject({ score: "95", criticalFailed: false, ruledBy: "Zhao", mayDispute: false });
    expect(shown?.check?.dispute?.outcome).toBe("changed");
    expect(codes(await disputeCheck(as(agent, 340), chatId, { criteria: [], reason }))).toEqual(["dispute_once"]);
  });

  it("can be disputed again after the dispute was taken back, and not after the days have passed", async () => {
    const chatId = await chatAt(1);
    const agent = (await checksOf(chatId))[0]?.personId ?? "";
    const said = { criteria: [], reason: "第一句是秒回的，不该扣分" };
    value(await disputeCheck(as(agent, 400), chatId, said));
    value(await withdrawDispute(as(agent, 401), chatId));
    const week = 7 * 86_400;
    expect(codes(await disputeCheck(as(agent, week + 86_400), chatId, said))).toEqual(["dispute_late"]);
    value(await disputeCheck(as(agent, week - 86_400), chatId, said));
  });
});

describe("a chat by somebody without clearance", () => {
  it("waits for the manager, once, until they say what was done", async () => {
    const made = await make.chat({ personId: ids.bo, teamId: ids.team, startedAt: FRIDAY, clearance: "not_cleared" });
    const breach = { chatId: made.id, personId: ids.bo, teamId: ids.team, day: made.day };
    await db.transaction((tx) => openBreaches(tx, ctx(MONDAY), [breach]));
    await db.transaction((tx) => openBreaches(tx, ctx(MONDAY), [breach]));
    const items = await owner.select().from(workItem).where(eq(workItem.kind, "chat_breach"));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ role: "manager", personId: ids.bo, urgent: "yes" });
    expect(codes(await settleBreach(as(ids.manager, 500), made.id, "好"))).toEqual(["reason_short"]);
    value(await settleBreach(as(ids.manager, 500), made.id, "借用了同事的账号，已谈话并改密码"));
    expect(codes(await settleBreach(as(ids.manager, 501), made.id, "借用了同事的账号，已谈话并改密码"))).toEqual(["no_breach"]);
  });
});

describe("the manager's view", () => {
  it("shows who reads how much, and what they find of whom", async () => {
    const { readers, agents } = await checksOverview(db, [{ role: "manager", teamId: ids.team }], { from: "2026-02-01", today: TODAY });
    expect(readers.map(({ name }) => name)).toEqual(["Li", "Wang"]);
    expect(readers[1]?.today).toMatchObject({ counted: 4, quota: 50, quick: 0, skipped: 1 });
    expect(agents.reduce((sum, { checked }) => sum + checked, 0)).toBe(4);
    expect(agents.reduce((sum, { disputed }) => sum + disputed, 0)).toBe(2);
    expect(
      (await checksOverview(db, [{ role: "manager", teamId: (await make.team({})).id }], { from: "2026-02-01", today: TODAY })).agents,
    ).toEqual([]);
  });
});
