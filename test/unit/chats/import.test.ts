import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf, clearanceAt, holderOf, storeNamed, storeNames } from "~/chats/accounts";
import { inOrder } from "~/chats/import-chat";
import { isHeading, mappingOf, missingFields } from "~/chats/import-fields";
import { jsonSessions, MOST_LINES } from "~/chats/import-json";
import { faultAt } from "~/chats/import-part";
import { fenOf, flagOf, instantOf, ratingOf } from "~/chats/import-values";
import { orderOf } from "~/results/orders.server";

async function read(pieces: string[]) {
  const found = [];
  for await (const one of jsonSessions(pieces)) found.push(one);
  return found;
}
const sessions = fc.array(
  fc.record({
    meta: fc.dictionary(fc.string({ maxLength: 5 }), fc.string()),
    messages: fc.array(fc.record({ msg: fc.string({ unit: "binary" }) }), { maxLength: 5 }),
  }),
  { maxLength: 5 },
);

describe("sessions out of JSON", () => {
  it("come out as they were, however the file is cut and written", async () => {
    await fc.assert(
      fc.asyncProperty(sessions, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (list, size, isLines) => {
        const text = isLines ? list.map((one) => JSON.stringify(one)).join("\n") : JSON.stringify(list, null, size % 3);
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
        const found = await read(pieces);
        const plain = JSON.parse(JSON.stringify(list)) as typeof list;
        expect(found.map((one) => ("session" in one ? { meta: one.session.meta, messages: one.session.messages } : one))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it("never throw, whatever the file is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("{", "}", "[", "]", '"', ":", ",", "messages", "null")), { maxLength: 30 }),
        async (pieces) => void (await read(pieces)),
      ),
      { numRuns: 200 },
    );
  });

  it.each<[string, string, unknown[]]>([
    [
      "a file that breaks off",
      '[{"messages":[]},\n{"meta":',
      [{ session: { line: 1, meta: { messages: [] }, messages: [], dropped: 0, size: 32 } }, { fault: "json_broken", line: 2 }],
    ],
    ["an object that is no session", '[{"a":1},{"messages":[]}]', [{ fault: "session_shape", line: 1 }, expect.anything()]],
    ["nothing", "", []],
  ])("name what is wrong: %s", async (_name, text, found) => expect(await read([text])).toEqual(found));

  it("give up a session that holds more than any chat, not one that only goes on", async () => {
    const others = Array.from({ length: 300 }, () => "x".repeat(60_000));
    expect(await read([JSON.stringify([{ others, messages: [] }])])).toEqual([{ fault: "json_broken", line: 1 }]);
    const messages = Array.from({ length: MOST_LINES + 300 }, (_, i) => ({ msg: i < MOST_LINES ? "x" : "x".repeat(60_000) }));
    expect(await read([JSON.stringify([{ messages }])])).toMatchObject([{ session: { dropped: 300 } }]);
  });

  it("come as far as they were read to whoever only looks at the beginning", async () => {
    const text = JSON.stringify([{ meta: { buyerNick: "k" }, messages: Array.from({ length: 1000 }, (_, i) => ({ msg: `${i}` })) }]);
    const pieces = Array.from({ length: Math.ceil(text.length / 50) }, (_, i) => text.slice(i * 50, (i + 1) * 50));
    const found = [];
    for await (const one of jsonSessions(pieces, { most: 400 })) found.push(one);
    expect(found).toMatchObject([
      { session: { meta: { buyerNick: "k" }, messages: expect.arrayContaining([{ msg: "0" }, { msg: "1" }]) as unknown } },
    ]);
    const [only] = found;
    expect(only && "session" in only && only.session.messages.length).toBeLessThan(40);
  });

  it("keep the first lines of a session without end", async () => {
    const [one] = await read([JSON.stringify([{ messages: Array.from({ length: MOST_LINES + 7 }, () => ({ msg: "x" })) }])]);
    expect(one && "session" in one && [one.session.messages.length, one.session.dropped]).toEqual([MOST_LINES, 7]);
  });
});

describe("values as platforms write them", () => {
  const beijing = Date.UTC(2026, 2, 2, 2, 20, 33);
  it.each<[unknown, number | null]>([
    ["2026-03-02 10:20:33", beijing],
    ["2026/3/2 10:20:33", beijing],
    ["2026年3月2日 10时20分33秒", beijing],
    ["20260302102033", beijing],
    ["2026-03-02T02:20:33.000Z", beijing],
    ["2026-03-02T10:20:33+08:00", beijing],
    [beijing, beijing],
    [String(beijing / 1000), beijing],
    ["2026-02-30 10:00:00", null],
    ["13800138000", null],
    ["", null],
  ])("%j is %j", (text, ms) => expect(instantOf(text)).toBe(ms));

  it.each<[string, number | null]>([
    ["1,299.00元", 129_900],
    ["¥399", 39_900],
    ["０.５", 50],
    ["-3", null],
    ["面议", null],
  ])("%s is %j fen", (text, fen) => expect(fenOf(text)).toBe(fen));

  it.each<[string, boolean | null]>([
    ["1", true],
    ["是", true],
    ["买家", false],
    ["FALSE", false],
    ["也许", null],
  ])("%s: %j", (text, flag) => expect(flagOf(text)).toBe(flag));
  it.each<[string, number | null]>([
    ["很满意", 5],
    ["3", 3],
    ["6", null],
    ["", null],
  ])("%s: %j of 5", (text, rating) => expect(ratingOf(text)).toBe(rating));
  it("quote of a fault only its shape", () =>
    expect(faultAt(3, "row_time", "周文妍 13800138000 12:30")).toEqual({ at: 3, code: "row_time", value: "〔姓名〕 〔电话〕 12:30" }));
  it("an account is named behind its store", () =>
    expect([accountOf("行囊旗舰店：小满"), accountOf("小满")]).toEqual([
      { store: "行囊旗舰店", account: "小满" },
      { store: "", account: "小满" },
    ]));
});

describe("columns", () => {
  const headings = ["会话ID", "买家昵称", "发送人", "内容", "发送时间", "备注"];
  it("are known by their headings", () =>
    expect(mappingOf("chats", headings, {})).toEqual(["session", "buyer", "sender", "text", "time", null]));
  it("mean what they were taken for before", () =>
    expect(mappingOf("chats", headings, { 备注: "sku", 会话id: null })).toEqual([null, "buyer", "sender", "text", "time", "sku"]));
  it("say what is missing", () => expect(missingFields("orders", ["order", null, "placed"])).toEqual(["buyer"]));
  it("tell a heading from a row", () =>
    expect([isHeading("chats", headings), isHeading("chats", ["s1", "lily", "0", "", "在吗"])]).toEqual([true, false]));
});

describe("lines of a file", () => {
  const at = (times: number[]) => inOrder(times.map((ms) => ({ at: ms, who: "buyer" as const, text: "x" }))).map((line) => line.at);
  it("that has the newest first are turned round", () => expect(at([90_000, 60_000, 0])).toEqual([0, 60_000, 90_000]));
  it("keep their order where the clock steps back for a moment", () =>
    expect(at([0, 9000, 8000, 20_000])).toEqual([0, 9000, 8000, 20_000]));
});

describe("whose a chat was", () => {
  const holdings = [
    { storeId: "s", nick: "小满", personId: "a", from: "2026-01-01", to: "2026-02-01" },
    { storeId: "s", nick: "行囊：小满", personId: "b", from: "2026-02-01", to: null },
  ];
  it.each([
    ["2026-01-31", "a"],
    ["2026-02-01", "b"],
    ["2025-12-31", null],
  ])("on %s: %j", (day, person) => expect(holderOf(holdings, { id: "s", name: "行囊" }, "小满", day)).toBe(person));

  it.each<[string, ReturnType<typeof storeNamed>]>([
    ["行囊", "own"],
    ["行囊天猫旗舰店", "own"],
    ["", "own"],
    ["山野", "other"],
    ["ＳＨＡＮＹＥ", "other"],
    ["河谷", "unknown"],
  ])("a file that names the store 「%s」: %s", (said, whose) => {
    const stores = [
      { id: "s", name: "行囊天猫旗舰店" },
      { id: "t", name: "山野" },
    ];
    const nicks = [...holdings, { storeId: "t", nick: "shanye:阿磊" }];
    expect(storeNamed(said, storeNames(stores, nicks, "s"))).toBe(whose);
  });

  it.each<[string, number, "cleared" | "not_cleared"]>([
    ["before", 5, "not_cleared"],
    ["since", 10, "cleared"],
    ["lapsed", 20, "not_cleared"],
  ])("%s the clearance", (_name, when, clearance) =>
    expect(
      clearanceAt(
        {
          isAgent: true,
          now: "none",
          changes: [
            { at: 10, to: "full" },
            { at: 20, to: "none" },
          ],
        },
        when,
      ),
    ).toBe(clearance),
  );
  it("of somebody who needs none is not known", () => expect(clearanceAt({ isAgent: false, now: "none", changes: [] }, 1)).toBe("unknown"));
});

describe("an order out of its rows", () => {
  const row = { buyer: "b", placed: 5, paid: 9, amountFen: 100, refundFen: 0, skus: ["A"] };
  it("whose rows repeat its amount is not added up", () =>
    expect(orderOf({ key: "k", bodies: [row, { ...row, skus: ["B"] }] }, (sku) => sku.toLowerCase())).toEqual({
      key: "k",
      buyer: "b",
      placed: 5,
      paid: 9,
      amountFen: 100,
      products: ["a", "b"],
    }));
  it("that was refunded in full is not paid", () =>
    expect(orderOf({ key: "k", bodies: [{ ...row, refundFen: 100 }] }, () => null).paid).toBeNull());
});
