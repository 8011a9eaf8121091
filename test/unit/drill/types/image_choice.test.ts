import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { QuestionPlayer } from "~/drill/types/players";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import type { ProductFact, QuestionFacts, QuestionOf } from "~/drill/types/question";
import { anyText } from "@test/factories/text";
import { noFacts, single } from "../questions";

const product = (slug: string, zh: string, en: string, picture: string | null): [string, ProductFact] => [
  slug,
  { slug, code: `CODE-${slug}`, name: { "zh-CN": zh, en }, shelf: "Z-99-9", picture },
];
const facts: QuestionFacts = {
  terms: [],
  products: new Map([
    product("canvas-tote", "帆布托特包", "Canvas tote", "/pictures/1"),
    product("roll-top", "卷口双肩包", "Roll-top backpack", "/pictures/2"),
    product("no-picture", "腰包", "Waist bag", null),
  ]),
};
const question: QuestionOf<"image_choice"> = {
  ...single,
  type: "image_choice",
  options: [
    { id: "a", product: "canvas-tote", correct: false, why: { "zh-CN": "这是布袋", en: "that is the tote" } },
    { id: "b", product: "roll-top", correct: true },
    { id: "c", product: "no-picture", correct: false },
    { id: "d", product: "gone", correct: false },
  ],
};
const asked = { body: question, facts };

describe("grading", () => {
  it.each<[string, unknown, boolean]>([
    ["the right picture", { option: "b" }, true],
    ["a wrong one", { option: "a" }, false],
    ["one without a picture", { option: "c" }, false],
    ["one whose product is gone", { option: "d" }, false],
    ["an option that there is not", { option: "e" }, false],
    ["the product itself", { option: "roll-top" }, false],
    ["the address of the picture", { option: "/pictures/2" }, false],
    ["the number on the card", { option: "2" }, false],
    ["a capital", { option: "B" }, false],
    ["full-width", { option: "ｂ" }, false],
    ["a zero-width tail", { option: "b\u200b" }, false],
    ["a mark from right to left", { option: "\u202eb" }, false],
    ["Chinese", { option: "卷口双肩包" }, false],
    ["an emoji", { option: "👜" }, false],
    ["SQL", { option: "b'--" }, false],
    ["a list", { option: ["b"] }, false],
    ["an answer of another type", { text: "b" }, false],
    ["a name of the language", { option: "constructor" }, false],
    ["1 MB", { option: "b".repeat(1_000_000) }, false],
    ["null", null, false],
  ])("%s", (_name, raw, correct) => {
    expect(gradeOf(asked, raw)).toEqual({ points: correct ? 1 : 0, of: 1, correct });
  });

  it("reads what it stored as it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom("a", "b", "c", "d"), anyText(4)), (option) => {
        const once = parseAnswer(question, { option, correct: true });
        expect(parseAnswer(question, once)).toEqual(once);
      }),
    );
  });

  it("reads the fields of a plain form", () => {
    expect(answerFromForm(question, ["b"])).toEqual({ option: "b" });
    expect(answerFromForm(question, [])).toBeNull();
  });
});

describe("what is seen", () => {
  it("before the answer: pictures, and nothing that names what they show", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const seen = JSON.stringify(viewOf(asked, locale, "seed"));
      for (const key of ["tote", "roll", "Roll", "包", "CODE", "Z-99", "correct", "why", "布袋", "the reason", "no-picture", "gone"])
        expect(seen).not.toContain(key);
    }
    const view = viewOf(asked, "en", "seed");
    expect(view.type === "image_choice" && [...view.options].sort((x, y) => x.id.localeCompare(y.id))).toEqual([
      { id: "a", picture: "/pictures/1" },
      { id: "b", picture: "/pictures/2" },
      { id: "c", picture: null },
      { id: "d", picture: null },
    ]);
  });

  it("the pictures in the order of the seed", () => {
    const orders = new Set(
      Array.from({ length: 300 }, (_, i) => {
        const view = viewOf(asked, "en", `${i}`);
        return view.type === "image_choice" ? view.options.map((o) => o.id).join("") : "";
      }),
    );
    expect(orders.size).toBe(24);
  });

  it("after the answer: what each picture shows", () => {
    expect(verdictOf(asked, { option: "a" }, "zh-CN")).toMatchObject({
      correct: false,
      key: { right: ["b"], why: { a: "这是布袋" }, names: { a: "帆布托特包", b: "卷口双肩包", c: "腰包" } },
    });
    expect(verdictOf({ body: question, facts: noFacts }, { option: "b" }, "en")).toMatchObject({ correct: true, key: { names: {} } });
  });

  it("is drawn with radios that a page without script posts, and pictures that name nothing", () => {
    const html = renderToStaticMarkup(createElement(QuestionPlayer, { view: viewOf(asked, "zh-CN", "seed"), answer: null, keys: true }));
    expect([...html.matchAll(/<input(?=[^>]* type="radio")(?=[^>]* name="answer")[^>]* value="([a-d])"/g)].map((m) => m[1]).sort()).toEqual(
      ["a", "b", "c", "d"],
    );
    expect([
      ...html.matchAll(/<img src="\/pictures\/\d" alt="图 [1-4]" width="320" height="240" loading="lazy" decoding="async"/g),
    ]).toHaveLength(2);
    expect(html.match(/没有图片/g)).toHaveLength(2);
    for (const name of ["托特", "双肩", "腰包", "tote", "roll-top"]) expect(html).not.toContain(name);
  });

  it("is drawn with the names after the answer", () => {
    const [view, verdict] = [viewOf(asked, "zh-CN", "seed"), verdictOf(asked, { option: "a" }, "zh-CN")];
    const html = renderToStaticMarkup(createElement(QuestionPlayer, { view, answer: { option: "a" }, verdict }));
    for (const said of ["帆布托特包", "卷口双肩包", "腰包", "这是布袋", "你的选择", "正确答案"]) expect(html).toContain(said);
  });
});
