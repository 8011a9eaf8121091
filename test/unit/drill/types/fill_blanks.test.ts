import { describe, expect, it } from "vitest";
import type { QuestionOf } from "~/drill/types/question";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { noFacts, single } from "../questions";
import { holdsAgainstAnything, noAnswers } from "./hostile";
import { shopQuestions } from "./shop-content";

const { options: _, ...base } = single;
const question: QuestionOf<"fill_blanks"> = {
  ...base,
  type: "fill_blanks",
  body: {
    "zh-CN": "从周[[a]]算第 1 天，[[b]]天内退款，运费由[[c]]出；[[c]]要快。",
    en: "Money back within [[b]] days, day 1 is [[a]], postage is for the [[c]] alone. See [[z]].",
  },
  blanks: [
    { id: "a", accepted: { "zh-CN": ["二", "星期二"], en: ["Tuesday"] } },
    { id: "b", accepted: { "zh-CN": ["7", "七"], en: ["7", "seven"] } },
    { id: "c", accepted: { "zh-CN": ["买家"], en: ["buyer"] } },
  ],
};
const asked = { body: question, facts: noFacts };

describe("grading", () => {
  it.each<[string, Record<string, unknown>, number]>([
    ["all right", { a: "二", b: "7", c: "买家" }, 3],
    ["all right in the other language", { a: "tuesday", b: "seven", c: "Buyer." }, 3],
    ["both languages mixed", { a: "Tuesday", b: "七", c: "买家" }, 3],
    ["the other wording, with spaces", { a: " 星期 二 ", b: "7", c: "买家" }, 3],
    ["full-width and traditional", { a: "二", b: "７", c: "買家" }, 3],
    ["zero-width characters", { a: "星\u200b期二", b: "\ufeff7", c: "买\u200d家" }, 3],
    ["marks from right to left", { a: "\u202e二\u202c", b: "7", c: "买家" }, 3],
    ["what follows the blank, written again", { a: "二", b: "7 天", c: "买家" }, 3],
    ["what follows, in the other language", { a: "二", b: "7 days", c: "buyer" }, 3],
    ["what stands before the blank, written again", { a: "周二", b: "7", c: "买家" }, 3],
    ["what stands before and after", { a: "周二", b: "7天", c: "由买家出" }, 3],
    ["another unit than follows", { a: "二", b: "7 周", c: "买家" }, 2],
    ["part of the word that follows", { a: "二", b: "7 day", c: "buyer" }, 2],
    ["one wrong", { a: "一", b: "7", c: "买家" }, 2],
    ["one left out", { b: "7", c: "买家" }, 2],
    ["in the wrong blanks", { a: "7", b: "二", c: "买家" }, 1],
    ["ten times as much", { a: "二", b: "70", c: "买家" }, 2],
    ["a lost point", { a: "二", b: "0.7", c: "买家" }, 2],
    ["emoji", { a: "👍", b: "7️⃣", c: "🛒" }, 0],
    ["SQL", { a: "二' or '1'='1", b: "7", c: "买家" }, 2],
    ["HTML", { a: "<b>二</b>", b: "7", c: "买家" }, 2],
    ["everything at once in one blank", { a: "二 7 买家" }, 0],
    ["a blank that there is not", { a: "二", b: "7", c: "买家", d: "x" }, 0],
    ["a name of the language", { a: "二", constructor: "x" }, 0],
    ["a number for a text", { a: "二", b: 7, c: "买家" }, 0],
    ["a list for a text", { a: ["二"], b: "7", c: "买家" }, 0],
    ["null for a text", { a: null, b: "7", c: "买家" }, 0],
    ["101 characters", { a: "二".repeat(101), b: "7", c: "买家" }, 0],
    ["1 MB", { a: "二".repeat(500_000), b: "7", c: "买家" }, 0],
    ["nothing but spaces", { a: "  ", b: "\u200b" }, 0],
  ])("%s", (_name, blanks, points) => {
    const grade = gradeOf(asked, { blanks });
    expect(grade.points).toBe(points);
    expect(grade.correct).toBe(points === 3);
  });

  it.each<[string, unknown]>([
    ...noAnswers,
    ["a list of blanks", { blanks: ["二"] }],
    ["no blanks", { blanks: {} }],
    ["a forged prototype", JSON.parse('{"blanks":{"__proto__":{"a":"二"}}}')],
  ])("%s is no answer", (_name, raw) => expect(parseAnswer(question, raw)).toBeNull());

  it("keeps what was typed, without what a database refuses and without empty blanks", () => {
    expect(parseAnswer(question, { blanks: { b: " 7\u0000天", a: " " }, more: 1 })).toEqual({ blanks: { b: " 7 天" } });
  });

  it("a digit beside the blank is no word of it", () => {
    const body = { "zh-CN": "打[[a]]0 折", en: "[[a]]0 per cent" };
    const tens = { ...question, body, blanks: [{ id: "a", accepted: { "zh-CN": ["8"], en: ["8"] } }] };
    expect(gradeOf({ body: tens, facts: noFacts }, { blanks: { a: "8" } }).correct).toBe(true);
    expect(gradeOf({ body: tens, facts: noFacts }, { blanks: { a: "80" } }).correct).toBe(false);
  });

  it("holds against anything", () => holdsAgainstAnything(question, ["a", "b", "c"]));

  it.each(shopQuestions("fill_blanks").map((q) => [q.slug, q] as const))("%s can be answered in both languages", (_slug, q) => {
    for (const locale of ["zh-CN", "en"] as const)
      for (const at of [0, -1]) {
        const blanks = Object.fromEntries(q.blanks.map((b) => [b.id, b.accepted[locale].at(at)]));
        expect(gradeOf({ body: q, facts: noFacts }, { blanks }).correct).toBe(true);
      }
    expect(gradeOf({ body: q, facts: noFacts }, { blanks: Object.fromEntries(q.blanks.map((b) => [b.id, "不知道"])) }).points).toBe(0);
  });
});

it("reads the fields of a plain form: each blank's id before what was written", () => {
  expect(answerFromForm(question, ["a", "二", "b", "", "c", "a=b"])).toEqual({ blanks: { a: "二", b: "", c: "a=b" } });
  expect(parseAnswer(question, answerFromForm(question, ["a", "二", "b", "", "c", ""]))).toEqual({ blanks: { a: "二" } });
  expect(answerFromForm(question, ["a", "", "b", " "])).toBeNull();
  expect(answerFromForm(question, [])).toBeNull();
  expect(parseAnswer(question, answerFromForm(question, ["__proto__", "x", "a", "二"]))).toBeNull();
});

describe("what is seen", () => {
  it("before the answer: the text of one language with its blanks, nothing of the key", () => {
    expect(viewOf(asked, "zh-CN", "seed")).toEqual({
      type: "fill_blanks",
      stem: "题干",
      parts: [
        { text: "从周" },
        { blank: "a", n: 1, again: false },
        { text: "算第 1 天，" },
        { blank: "b", n: 2, again: false },
        { text: "天内退款，运费由" },
        { blank: "c", n: 3, again: false },
        { text: "出；" },
        { blank: "c", n: 3, again: true },
        { text: "要快。" },
      ],
    });
    expect(viewOf(asked, "en", "seed")).toMatchObject({
      parts: [
        { text: "Money back within " },
        { blank: "b", n: 1 },
        { text: " days, day 1 is " },
        { blank: "a", n: 2 },
        {},
        { blank: "c", n: 3 },
        { text: " alone. See " },
        { text: "[[z]]" },
        { text: "." },
      ],
    });
  });

  it("after the answer: each blank's wordings, and whether it was filled with one", () => {
    expect(verdictOf(asked, { blanks: { a: "一", b: "7" } }, "en")).toMatchObject({
      correct: false,
      share: "0.333333333333",
      key: {
        blanks: {
          a: { correct: false, accepted: ["Tuesday"] },
          b: { correct: true, accepted: ["7", "seven"] },
          c: { correct: false, accepted: ["buyer"] },
        },
      },
    });
    expect(verdictOf(asked, null, "zh-CN")).toMatchObject({ key: { blanks: { a: { correct: false, accepted: ["二", "星期二"] } } } });
  });
});
