import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { chatFigureDue, figure, figureMonth, type MaskedMeasures, platformAccount } from "@db/schema";
import { renewChatFigures } from "~/chats/figures.server";
import { undoChatImport } from "~/chats/import.server";
import { mapAccount, markRobot } from "~/chats/parked.server";
import { attributionDays } from "~/kpi/attribution.server";
import { countedSums, type StoreSums } from "~/kpi/reckon";
import { MONDAY } from "@test/setup/database";
import { importShop, type Said, session, talk } from "./import-desk";

const { db, owner, make, now, team, agent, desk } = await importShop();
const other = await make.trainee(team.id, { name: "周舟" });
await owner.insert(platformAccount).values({ storeId: desk.storeId, nick: "小周", personId: other.id, from: "2026-01-01" });

const DAY = "2026-02-27";
const HEAD = "订单编号,买家昵称,创建时间,付款时间,实付金额,退款金额,商品编码,状态";
const BY_OTHER = { agent: "行囊旗舰店:小周" };
const filters = ["empty-chats", "own-accounts", "transferred-chats", "monologues", "one-line-chats", "flagged-orders"];

const renew = () => renewChatFigures(db, MONDAY, attributionDays);
const ordersOf = (rows: readonly string[]) => desk.bring([HEAD, ...rows].join("\n"), { kind: "orders", fileName: "o.csv" });
const paidAt = (number: number, buyer: string, at: string) =>
  `29384756102938475${number},${buyer},${at},${at},149.00,0,BP-101-P-16,交易成功`;
async function masksOf(personId: string, part: "conversion" | "reception" | "rating", day = DAY) {
  const [row] = await db
    .select()
    .from(figure)
    .where(and(eq(figure.personId, personId), eq(figure.part, part), eq(figure.from, day), eq(figure.source, "chats")));
  return row ? (row.measures as MaskedMeasures).masks : null;
}
const everything = () => db.select().from(figure).orderBy(figure.id);

/** What the customers of one agent said on one day; counted by hand below. */
const greeted: Said[] = [
  ["buyer", "双肩包有现货吗", 0],
  ["agent", "您好，欢迎光临行囊旗舰店，很高兴为您服务", 1],
  ["agent", "有的，今天能发", 30],
  ["buyer", "好的我看看", 60],
];
const chats = [
  // Paid within two days, and invited to rate; the customer writes once more in the afternoon and is still one customer.
  session("f-1", "payer", [...talk, ["", "客服已向买家发起评价邀请", 70]]),
  session("f-1b", "payer", talk, { at: 300 }),
  // Another agent served them before they paid: neither lost nor won.
  session("f-2", "twice", talk, { at: 10 }),
  session("f-2b", "twice", talk, { at: 60, ...BY_OTHER }),
  // Paid an hour after the two days.
  session("f-3", "late", talk, { at: 20 }),
  // The robot's greeting is no answer: 30 seconds.
  session("f-4", "greeted", greeted, { at: 25 }),
  // Each hit by a filter: empty (and so one side only), own account, transferred, one side only, one line.
  session("f-5", "silent", [["agent", "在吗亲，还需要吗", 0]], { at: 30 }),
  session("f-6", "小周", talk, { at: 40 }),
  session("f-7", "moved", [...talk, ["agent", "这边为您转接售后", 80]], { at: 50 }),
  session(
    "f-8",
    "unheard",
    [
      ["buyer", "有现货吗", 0],
      ["buyer", "人呢", 90],
    ],
    { at: 55 },
  ),
  session(
    "f-9",
    "short",
    [
      ["buyer", "双肩包有现货吗", 0],
      ["agent", "有的", 12],
    ],
    { at: 58 },
  ),
];
const orders = [
  paidAt(61, "payer", "2026-02-27 15:30:00"),
  paidAt(62, "twice", "2026-02-27 12:00:00"),
  paidAt(63, "late", "2026-03-01 11:20:00"),
  paidAt(64, "nobody", "2026-03-01 20:00:00"),
];

describe("figures from chats", () => {
  beforeAll(async () => {
    await desk.bring(JSON.stringify(chats));
    await ordersOf(orders);
    expect(await renew()).toBeGreaterThan(0);
  });

  it("count customers, inquiries and who paid after the last agent, within two days", async () => {
    // Nothing hit: payer (paid), late and greeted (not paid); twice is decided for nobody here.
    expect((await masksOf(agent.id, "conversion"))?.["0"]).toEqual({ inquiries: 3, paid: 1 });
    // Of the other agent: twice alone, who paid an hour after.
    expect(await masksOf(other.id, "conversion")).toEqual({ "0": { inquiries: 1, paid: 1 } });
  });

  it("keep each customer under the filters that hit", async () => {
    const masks = await masksOf(agent.id, "reception");
    expect(Object.fromEntries(Object.entries(masks ?? {}).map(([mask, { received, effective }]) => [mask, [received, effective]]))).toEqual(
      {
        "0": [4, 4],
        "2": [1, 1],
        "4": [1, 1],
        "8": [1, 0],
        "9": [1, 0],
        "16": [1, 1],
      },
    );
    const all = Object.values(masks ?? {}).reduce((sum, { received = 0 }) => sum + received, 0);
    expect(all).toBe(9);
  });

  it("weigh each effective reception's first answer, robots apart, and count who was invited", async () => {
    // payer, twice, late 18 s each, greeted 30 s.
    expect((await masksOf(agent.id, "reception"))?.["0"]).toMatchObject({
      firstResponseWeighted: 3 * 18_000 + 30_000,
      firstResponseWeight: 4,
    });
    expect((await masksOf(agent.id, "rating"))?.["0"]).toEqual({ received: 4, invited: 1 });
  });

  it.each([
    ["all", filters, { received: 4, inquiries: 3 }],
    [
      "all but empty chats: such a chat has one side only as well",
      filters.filter((name) => name !== "empty-chats"),
      { received: 4, inquiries: 3 },
    ],
    ["all but own accounts", filters.filter((name) => name !== "own-accounts"), { received: 5, inquiries: 4 }],
    ["all but transferred", filters.filter((name) => name !== "transferred-chats"), { received: 5, inquiries: 4 }],
    ["all but monologues", filters.filter((name) => name !== "monologues"), { received: 5, inquiries: 4 }],
    ["all but one-line", filters.filter((name) => name !== "one-line-chats"), { received: 5, inquiries: 4 }],
    ["none", [], { received: 9, inquiries: 7 }],
  ])("with %s of the filters on, that much counts", async (_name, on, expected) => {
    const [row] = await db.select().from(figureMonth).where(eq(figureMonth.personId, agent.id));
    const sums = countedSums(
      row?.sums as StoreSums,
      filters.map((slug) => ({ slug, title: { "zh-CN": "", en: "" }, on: on.includes(slug) })),
    );
    expect({ received: sums.reception?.received, inquiries: sums.conversion?.inquiries }).toEqual(expected);
  });

  it("are left alone where the same file comes twice, and where the job runs twice", async () => {
    const before = await everything();
    expect(await desk.bring(JSON.stringify(chats, null, 1), { fileName: "again.json" })).toMatchObject({ added: 0, known: chats.length });
    await ordersOf([...orders, ""]);
    await renew();
    await renew();
    expect(await everything()).toEqual(before);
    expect(await db.$count(chatFigureDue)).toBe(0);
  });

  it("are the same in small lots", async () => {
    const before = await everything();
    await db
      .insert(chatFigureDue)
      .values([agent.id, other.id, agent.id].map((personId) => ({ storeId: desk.storeId, personId, day: DAY })));
    expect(await renewChatFigures(db, MONDAY, attributionDays, 1)).toBe(2);
    expect(await everything()).toEqual(before);
  });

  it("follow the window of the store's rules", async () => {
    await db.insert(chatFigureDue).values({ storeId: desk.storeId, personId: agent.id, day: DAY });
    await renewChatFigures(db, MONDAY, (_reader, _month, stores) => Promise.resolve(new Map(stores.map((id) => [id, 3]))));
    expect((await masksOf(agent.id, "conversion"))?.["0"]).toMatchObject({ paid: 2 });
    await db.insert(chatFigureDue).values({ storeId: desk.storeId, personId: agent.id, day: DAY });
    await renew();
    expect((await masksOf(agent.id, "conversion"))?.["0"]).toEqual({ inquiries: 3, paid: 1 });
  });
});

describe("what is not known", () => {
  it("is no inquiry of a conversion: no order is late enough yet", async () => {
    const row = await desk.bring(JSON.stringify([session("u-1", "waits", talk, { at: 3 * 24 * 60 })]));
    await renew();
    expect(await masksOf(agent.id, "conversion", "2026-03-02")).toBeNull();
    expect(await masksOf(agent.id, "reception", "2026-03-02")).toMatchObject({ "0": { received: 1 } });
    // And of invitations a file says nothing in which there is none.
    expect(await masksOf(agent.id, "rating", "2026-03-02")).toBeNull();
    await ordersOf([paidAt(70, "else", "2026-03-09 09:00:00")]);
    await renew();
    expect(await masksOf(agent.id, "conversion", "2026-03-02")).toEqual({ "0": { inquiries: 1, paid: 0 } });
    expect((await undoChatImport(now, row.id)).ok).toBe(true);
    await renew();
    expect(await masksOf(agent.id, "reception", "2026-03-02")).toBeNull();
  });

  it("is whose a chat was: it counts from when somebody says so; a robot takes no payment away", async () => {
    const at = 5 * 24 * 60;
    await desk.bring(
      JSON.stringify([session("r-1", "helped", talk, { at }), session("r-2", "helped", talk, { at: at + 5, agent: "行囊旗舰店:夜班" })]),
    );
    await ordersOf([paidAt(71, "helped", "2026-03-04 10:30:00")]);
    await renew();
    expect(await masksOf(agent.id, "conversion", "2026-03-04")).toBeNull();
    const account = { storeId: desk.storeId, account: "夜班" };
    await markRobot(now, account, true);
    await renew();
    expect(await masksOf(agent.id, "conversion", "2026-03-04")).toEqual({ "0": { inquiries: 1, paid: 1 } });
    await markRobot(now, account, false);
    expect(await mapAccount(now, { ...account, personId: other.id, from: "2026-02-01" })).toMatchObject({ ok: true });
    await renew();
    expect(await masksOf(agent.id, "conversion", "2026-03-04")).toBeNull();
    expect(await masksOf(other.id, "conversion", "2026-03-04")).toEqual({ "0": { inquiries: 1, paid: 1 } });
  });

  it("a chat across midnight belongs to the day of the customer's first line", async () => {
    const at = 6 * 24 * 60 + 14 * 60 - 1;
    await desk.bring(
      JSON.stringify([
        session("m-1", "owl", [["agent", "亲，晚上好", 0], ...talk.map(([who, text, s]): Said => [who, text, s + 90])], { at }),
      ]),
    );
    await renew();
    expect(await masksOf(agent.id, "reception", "2026-03-05")).toBeNull();
    expect(await masksOf(agent.id, "reception", "2026-03-06")).toMatchObject({ "0": { received: 1 } });
  });
});
