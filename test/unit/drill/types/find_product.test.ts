import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { QuestionPlayer } from "~/drill/types/players";
import { FIND_PRODUCT_LENGTH } from "~/drill/types/lengths";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import type { ProductFact, QuestionFacts, QuestionOf } from "~/drill/types/question";
import { anyText } from "@test/factories/text";
import { noFacts, single } from "../questions";

const product = (slug: string, code: string, zh: string, en: string, shelf: string | null): [string, ProductFact] => [
  slug,
  { slug, code, name: { "zh-CN": zh, en }, shelf, picture: null },
];
const facts: QuestionFacts = {
  terms: [],
  products: new Map([
    product("city-backpack-14", "BP-101-P-14", "城行双肩包 14 寸", "City backpack 14", "A-01-2"),
    product("council-briefcase-split", "BC-301-S-14", "正席公文包（二层牛皮）", "Council briefcase (split cowhide)", "C-03-3"),
    product("homeward", "TT-402", "归途拉链托特包", "Homeward zip tote", null),
  ]),
};
const { options: _options, ...rest } = single;
const question: QuestionOf<"find_product"> = {
  ...rest,
  type: "find_product",
  products: ["city-backpack-14", "council-briefcase-split", "homeward"],
};
const asked = { body: question, facts };
const isRight = (raw: unknown, of = asked) => gradeOf(of, raw).correct;

describe("grading", () => {
  it.each([
    ["the code", "BP-101-P-14"],
    ["the code in small letters without hyphens", "bp101p14"],
    ["the code with spaces", " BP 101 P 14 "],
    ["the code full-width", "ＢＰ－１０１－Ｐ－１４"],
    ["the code with other dashes", "BP–101—P‐14"],
    ["the code with unseen characters", "BP\u200b-101\ufeff-P-14"],
    ["the Chinese name", "正席公文包（二层牛皮）"],
    ["the Chinese name without signs", "正席公文包二层牛皮"],
    ["the Chinese name in traditional characters", "正席公文包（二層牛皮）"],
    ["the name with its number set apart", "城行双肩包14寸"],
    ["the English name", "COUNCIL briefcase, split cowhide"],
    ["the shelf place", "A-01-2"],
    ["the shelf place in haste", "a012"],
    ["one slip in English", "Council breifcase (split cowhide)"],
    ["one letter less", "city backpak 14"],
    ["a sound-alike", "归图拉链托特包"],
    ["the label", "https://shop.example/products/homeward"],
    ["the label of another host with a query", "http://192.168.1.9:8080/products/homeward?utm=a&b=%20#x"],
    ["the label with a slash and in capitals", "HTTPS://SHOP.EXAMPLE/PRODUCTS/HOMEWARD/"],
    ["the label as a hand scanner types it into a Chinese input method", "https：、、shop。example、products、homeward"],
    ["the path alone", "/products/homeward"],
    ["the label with a line end of the scanner", "https://shop.example/products/homeward\r\n"],
  ])("right: %s", (_name, text) => {
    expect(gradeOf(asked, { text })).toEqual({ points: 1, of: 1, correct: true });
  });

  it.each([
    ["another code", "BP-101-P-16"],
    ["a code with a letter off", "BP-101-N-14"],
    ["a name with another number", "城行双肩包 16 寸"],
    ["an English name with another number", "City backpack 16"],
    ["a number with a digit more", "City backpack 140"],
    ["the twin in another leather", "正席公文包（头层牛皮）"],
    ["the twin in English", "Council briefcase (top-grain cowhide)"],
    ["half of a name", "正席公文包"],
    ["another shelf place", "A-01-3"],
    ["a short word with a slip", "Homeward zap tote"],
    ["two slips", "Homewrd zip totte bag"],
    ["the label of another product", "https://shop.example/products/city-backpack-16"],
    ["a label within a label", "https://shop.example/products/x/products-homeward"],
    ["another page of the product", "https://shop.example/products/homeward/picture"],
    ["a label and more", "https://shop.example/products/homeward und mehr"],
    ["the bare slug", "council-briefcase-split"],
    ["everything at once", "BP-101-P-14 BC-301-S-14"],
    ["an emoji", "👜"],
    ["SQL", "' or code like '%"],
    ["HTML", "<a href=/products/homeward>"],
    ["nothing", ""],
    ["nothing to be seen", "\u200b\u202e"],
    ["a name of the language", "__proto__"],
  ])("wrong: %s", (_name, text) => {
    expect(gradeOf(asked, { text })).toEqual({ points: 0, of: 1, correct: false });
  });

  it.each<[string, unknown]>([
    ["1 MB", { text: "1".repeat(1_000_000) }],
    ["one too long", { text: "1".repeat(FIND_PRODUCT_LENGTH + 1) }],
    ["a number", { text: 1 }],
    ["a list", { text: ["homeward"] }],
    ["an answer of another type", { option: "a" }],
    ["a bare text", "TT-402"],
    ["null", null],
  ])("no answer: %s", (_name, raw) => {
    expect(parseAnswer(question, raw)).toBeNull();
    expect(isRight(raw)).toBe(false);
  });

  it("what the question says itself is no answer; anything else that names the product is", () => {
    const told = {
      body: {
        ...question,
        stem: { "zh-CN": "货位 A-01-2 上是哪一款（TT-402 除外）？", en: "What lies at A-01-2, not the Homeward zip tote?" },
      },
      facts,
    };
    for (const text of ["A-01-2", "a012", "TT-402", "homeward zip tote", "Homewerd zip tote"]) expect(isRight({ text }, told)).toBe(false);
    for (const text of ["BP-101-P-14", "City backpack 14", "归途拉链托特包", "/products/homeward", "C-03-3"])
      expect(isRight({ text }, told)).toBe(true);
    expect(verdictOf(told, { text: "A-01-2" }, "en").key).toMatchObject({ repeats: true, slipOf: null });
  });

  it("knows a label even of a product that is gone", () => {
    expect(isRight({ text: "/products/homeward" }, { body: question, facts: noFacts })).toBe(true);
    expect(isRight({ text: "TT-402" }, { body: question, facts: noFacts })).toBe(false);
  });

  it("takes any text, and reads what it stored as it was", () => {
    fc.assert(
      fc.property(anyText(80), (text) => {
        const once = parseAnswer(question, { text });
        expect(parseAnswer(question, once)).toEqual(once);
        expect(typeof isRight({ text })).toBe("boolean");
      }),
    );
  });

  it("reads the fields of a plain form", () => {
    expect(answerFromForm(question, ["TT-402"])).toEqual({ text: "TT-402" });
    expect(answerFromForm(question, [" \u200b"])).toBeNull();
    expect(answerFromForm(question, [])).toBeNull();
  });
});

describe("what is seen", () => {
  it("before the answer: the question alone", () => {
    expect(viewOf(asked, "en", "seed")).toEqual({ type: "find_product", stem: "the stem" });
  });

  it("after the answer: the products, and a slip that was forgiven", () => {
    expect(verdictOf(asked, { text: "city backpak 14" }, "zh-CN")).toMatchObject({
      correct: true,
      key: {
        slipOf: "City backpack 14",
        repeats: false,
        products: [
          { name: "城行双肩包 14 寸", code: "BP-101-P-14", shelf: "A-01-2" },
          { name: "正席公文包（二层牛皮）", code: "BC-301-S-14", shelf: "C-03-3" },
          { name: "归途拉链托特包", code: "TT-402", shelf: null },
        ],
      },
    });
    expect(verdictOf(asked, null, "en")).toMatchObject({ correct: false, key: { slipOf: null, repeats: false } });
  });

  it("is drawn with a field that a page without script posts, and without a word of the products", () => {
    const html = renderToStaticMarkup(
      createElement(QuestionPlayer, { view: viewOf(asked, "zh-CN", "seed"), answer: null, onAnswer: () => undefined, keys: true }),
    );
    expect(html).toMatch(/<input(?=[^>]* type="text")(?=[^>]* name="answer")[^>]*>/);
    for (const name of ["双肩", "公文包", "BP-101", "A-01-2", "homeward"]) expect(html).not.toContain(name);
  });
});
