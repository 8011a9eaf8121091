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
      ...{
        buyerLines: 2,
        agentLines: 2,
        robotLines: 0,
        invited: false,
        rounds: 2,
        firstResponseMs: 15_000,
        averageResponseMs: 13_500,
        longestGapMs: 15_000,
      },
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

describe("what a person wrote", () => {
  const answered = (seconds: number, text: string) => [line(0, "buyer", "有货吗"), line(seconds, "agent", text), line(30, "agent", "有的")];
  it.each<[string, ReturnType<typeof answered>, number, number]>([
    ["a ready greeting at once is the robot's", answered(1, "您好，欢迎光临，很高兴为您服务"), 1, 30_000],
    ["the same two seconds later is the agent's", answered(2, "您好，欢迎光临，很高兴为您服务"), 0, 2000],
    ["a quick answer is the agent's", answered(1, "有的，现货"), 0, 1000],
    ["what calls itself automatic is nobody's, whenever it comes", answered(20, "[自动回复] 亲，客服正忙"), 1, 30_000],
    ["in English too", answered(1, "Welcome to our store! How can I help?"), 1, 30_000],
    ["a greeting before the buyer wrote", [line(0, "agent", "欢迎光临本店"), line(5, "buyer", "有货吗"), line(12, "agent", "有")], 1, 7000],
  ])("%s", (_name, lines, robotLines, firstResponseMs) =>
    expect(factsOf(lines, {}, ground)).toMatchObject({ robotLines, firstResponseMs }),
  );
});

describe("an invitation to rate", () => {
  it.each<[string, "buyer" | "agent" | "system", boolean]>([
    ["客服已向买家发起评价邀请", "system", true],
    ["邀请您对本次服务进行评价", "agent", true],
    ["麻烦亲对我的服务打分哦", "agent", true],
    ["[服务评价卡片]", "agent", true],
    ["Please rate this chat", "agent", true],
    ["You are invited to rate our service", "system", true],
    ["收到货满意的话给个五星好评哦", "agent", false],
    ["这款评价都很好", "agent", false],
    ["邀请你评价一下自己", "buyer", false],
  ])("%s, said by the %s: %s", (text, who, invited) =>
    expect(factsOf([line(0, "buyer", "在吗"), line(9, who, text)], {}, ground).invited).toBe(invited),
  );
  it("is what a column says of it, whatever the lines do", () =>
    expect(factsOf([line(0, "agent", "邀请您评价")], { invited: false }, ground).invited).toBe(false));
});
