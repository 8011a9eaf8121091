import { describe, expect, it } from "vitest";
import type { ChatLine } from "@db/schema";
import { exposureNames, exposuresIn } from "~/chats/exposures";
import { factsOf, type Ground, isInquiryIn, waitsIn } from "~/chats/facts";
import { productFinder, productsIn } from "~/chats/spoken-products";

const line = (at: number, who: ChatLine["who"], text: string): ChatLine => ({ at: at * 1000, who, text });
const ground: Ground = {
  products: productFinder([
    { slug: "city-backpack-14", code: "BP-101-P-14", names: ["城行双肩包 14 寸", "City backpack 14"], priceFen: 12_900 },
    { slug: "city-backpack-16", code: "BP-101-P-16", names: ["城行双肩包 16 寸", "City backpack 16"], priceFen: 14_900 },
    {
      slug: "dawn-backpack-nylon",
      code: "BP-102-N-15",
      names: ["晨线通勤双肩包（尼龙）", "Dawn Line commuter backpack (nylon)"],
      priceFen: 19_900,
    },
  ]),
  terms: [
    {
      slug: "best",
      group: "absolute",
      words: { "zh-CN": ["全网最低"], en: ["the best ever"] },
      platforms: ["taobao"],
      severity: "block",
      allowed_in: [],
    },
  ],
  platform: "taobao",
};

describe("how long a buyer waited", () => {
  it.each([
    [
      "each turn that was answered",
      [line(0, "buyer", "在吗"), line(20, "agent", "在"), line(30, "buyer", "多大"), line(95, "agent", "15 寸")],
      [20_000, 65_000],
    ],
    ["from the first of several lines", [line(0, "buyer", "在吗"), line(5, "buyer", "人呢"), line(60, "agent", "在")], [60_000]],
    ["nothing where nobody asked", [line(0, "agent", "欢迎光临"), line(9, "agent", "在吗")], []],
    ["nothing where nobody answered", [line(0, "buyer", "在吗")], []],
    ["a clock that goes backwards stands still", [line(40, "buyer", "在吗"), line(10, "agent", "在")], [0]],
  ])("%s", (_name, lines, waits) => expect(waitsIn(lines)).toEqual(waits));
});

describe("whether somebody wanted to buy", () => {
  it.each<[string, string[], boolean]>([
    ["asks the price", ["你好", "这个多少钱"], true],
    ["only greets", ["在吗", "亲"], false],
    ["says nothing", [], false],
    ["asks after a parcel", ["我的快递到哪了"], false],
    ["wants money back", ["坏了，能退款吗"], false],
    ["asks which one, after a return", ["上次那个退货了", "再推荐一款大点的，哪款好"], true],
    ["asks in English", ["Hi", "does it fit a 15 inch laptop"], true],
  ])("%s", (_name, said, isInquiry) =>
    expect(
      isInquiryIn(
        said.map((text, at) => line(at, "buyer", text)),
        [],
      ),
    ).toBe(isInquiry),
  );
});

describe("the products that are spoken of", () => {
  it.each<[string, string[]]>([
    ["城行双肩包16寸和bp-101-p-14哪个好", ["city-backpack-16", "city-backpack-14"]],
    ["晨线通勤双肩包有黑色吗", ["dawn-backpack-nylon"]],
    ["Is the city backpack 16 in stock?", ["city-backpack-16"]],
    ["双肩包有吗", []],
  ])("%s", (text, slugs) => expect(productsIn([{ text }], ground.products)).toEqual(slugs));
});

describe("what a buyer met", () => {
  const met = (text: string, more = {}) =>
    exposuresIn({ lines: [line(0, "buyer", text)], firstResponseMs: 10_000, longestGapMs: 10_000, wasTransferred: false, ...more });
  it.each<[string, string]>([
    ["能便宜点吗", "asked_lower_price"],
    ["黑色还有货吗", "asked_stock"],
    ["到成都几天能到", "asked_delivery"],
    ["15.6寸电脑放得下吗", "asked_product_fact"],
    ["送男朋友哪款好", "asked_recommendation"],
    ["不合适能退吗", "asked_after_sales"],
    ["能用花呗分期吗", "asked_payment"],
    ["any discount?", "asked_lower_price"],
  ])("%s: %s", (text, name) => expect(met(text)).toContain(name));

  it.each<[string, object, string[]]>([
    ["60 s for a first reply is in time", { firstResponseMs: 60_000 }, []],
    ["more is late", { firstResponseMs: 60_001 }, ["waited_first_reply"]],
    ["no reply is late", { firstResponseMs: null }, ["waited_first_reply"]],
    ["more than 180 s later on", { longestGapMs: 180_001 }, ["waited_follow_up"]],
    ["handed on", { wasTransferred: true }, ["was_transferred"]],
  ])("%s", (_name, more, names) => expect(met("嗯", more)).toEqual(names));

  it("has a rule for each name", () => expect(exposureNames).toHaveLength(10));
});

describe("all that is counted of a chat", () => {
  const lines = [
    line(0, "buyer", "城行双肩包16寸能便宜点吗"),
    line(15, "agent", "亲，这款全网最低了"),
    line(40, "buyer", "想想"),
    line(52, "agent", "现在拍今天就发，给您留一个？"),
    line(90, "system", "买家评价：很满意"),
  ];
  it("is told by its lines", () =>
    expect(factsOf(lines, {}, ground)).toEqual({
      ...{ buyerLines: 2, agentLines: 2, rounds: 2, firstResponseMs: 15_000, averageResponseMs: 13_500, longestGapMs: 15_000 },
      ...{ products: ["city-backpack-16"], terms: [{ line: 1, group: "absolute", severity: "block" }], hasTerms: true },
      ...{ askedForOrder: true, wasTransferred: false, rating: 5, isInquiry: true, outcome: "unknown", outcomeFrom: null },
      ...{ worthFen: 14_900, exposures: ["asked_lower_price"] },
    }));

  it("is told by the file where the file says it", () =>
    expect(factsOf(lines, { isPaid: false, rating: 2, wasTransferred: true, skus: ["BP-102-N-15"] }, ground)).toMatchObject({
      ...{ outcome: "unpaid", outcomeFrom: "file", rating: 2, wasTransferred: true },
      products: ["city-backpack-16", "dawn-backpack-nylon"],
    }));
});
