import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QuestionOf } from "~/drill/types/question";
import { findingsOf, placesOf } from "~/drill/types/spot_violation/marks";
import { aimOf, countMarks } from "~/drill/types/spot_violation/moves";
import { piecesOf } from "~/drill/types/spot_violation/pieces";
import { spotViolation } from "~/drill/types/spot_violation/rules";
import { tokensOf } from "~/drill/types/spot_violation/tokens";
import { anyText } from "@test/factories/text";
import { base, noFacts } from "../questions";
import { shopQuestions } from "./shop-content";

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const locales = ["zh-CN", "en"] as const;
const question: QuestionOf<"spot_violation"> = {
  ...base,
  type: "spot_violation",
  chat: [
    { who: "customer", text: both("这包行吗", "is this bag ok") },
    { who: "agent", text: both("行的，这是全网最好的减负包，专治肩痛。", "It is the best relief bag online, and it cures shoulder pain.") },
    {
      who: "agent",
      text: both("肩带海绵 12 毫米，还有胸扣，不往两边滑。", "The strap foam is 12 mm thick, and there is a sternum strap."),
    },
  ],
  violations: [
    { line: 2, words: both("全网最好", "the best relief bag online"), rule: both("绝对化用语", "an absolute") },
    { line: 2, words: both("专治肩痛", "cures shoulder pain"), rule: both("功效", "a cure") },
  ],
};
const text = (line: number, locale: (typeof locales)[number] = "zh-CN") => question.chat[line - 1]?.text[locale] ?? "";
/** A mark on words of a line. */
const on = (line: number, words: string, locale: (typeof locales)[number] = "zh-CN") => {
  const from = text(line, locale).indexOf(words);
  return { line, from, to: from + words.length };
};
const zh = (...marks: { line: number; from: number; to: number }[]) => ({ locale: "zh-CN", marks });
const en = (...words: [line: number, words: string][]) => ({ locale: "en", marks: words.map(([line, said]) => on(line, said, "en")) });
const wholeLine = (line: number) => ({ line, from: 0, to: text(line).length });

describe("grading marks: two violations", () => {
  it.each<[why: string, answer: unknown, points: number]>([
    ["both, to the letter", zh(on(2, "全网最好"), on(2, "专治肩痛")), 2],
    ["both, in English", en([2, "the best relief bag online"], [2, "cures shoulder pain"]), 2],
    ["half of each", zh(on(2, "最好"), on(2, "专治")), 2],
    ["less than half of one", zh(on(2, "全"), on(2, "专治肩痛")), 0],
    ["one only", zh(on(2, "全网最好")), 1],
    ["a little more than the words", zh(on(2, "这是全网最好的减负包"), on(2, "专治肩痛")), 2],
    ["both in one mark as long as three times and six", zh({ line: 2, from: 3, to: 18 }), 2],
    ["one long mark, a letter too long", zh({ line: 2, from: 0, to: 19 }), 0],
    ["both, and a clean line", zh(on(2, "全网最好"), on(2, "专治肩痛"), on(3, "海绵")), 1],
    ["both, and two clean places", zh(on(2, "全网最好"), on(2, "专治肩痛"), on(3, "海绵"), on(3, "两边")), 0],
    ["nothing but clean places: never below nothing", zh(on(3, "海绵"), on(3, "两边"), on(3, "胸扣")), 0],
    ["two bits of one violation", zh(on(2, "全"), on(2, "最好"), on(2, "专治肩痛")), 2],
    ["every line whole", zh(wholeLine(2), wholeLine(3)), 0],
    ["every word on its own", zh(...[2, 3].flatMap((line) => [...text(line)].map((_, from) => ({ line, from, to: from + 1 })))), 0],
    [
      "every other letter",
      zh(...[2, 3].flatMap((line) => [...text(line)].map((_, i) => ({ line, from: i, to: i + 1 })).filter((_, i) => i % 2 === 0))),
      0,
    ],
    ["English words, two clean ones besides", en([2, "best relief bag"], [2, "cures shoulder"], [3, "foam"], [3, "sternum"]), 0],
    ["English, half of the letters", en([2, "best relief bag"], [2, "shoulder pain"]), 2],
    ["neighbours given apart are one", zh(on(2, "全网"), on(2, "最好"), on(2, "专治"), on(2, "肩痛")), 2],
    ["the same mark twice", zh(on(2, "全网最好"), on(2, "全网最好"), on(2, "专治肩痛")), 2],
  ])("%s", (_, raw, points) => {
    const answer = spotViolation.parse(question, raw);
    expect(answer && spotViolation.grade(question, answer, noFacts)).toEqual({ points, of: 2, correct: points === 2 });
  });
});

describe("reading marks", () => {
  it("joins neighbours over signs and spaces, sorts, and drops what holds no word", () => {
    expect(spotViolation.parse(question, zh(on(2, "专治肩痛"), on(2, "减负包"), on(2, "。")))).toEqual(zh({ line: 2, from: 10, to: 18 }));
    expect(spotViolation.parse(question, zh({ line: 3, from: 0, to: 2 }, { line: 2, from: 0, to: 1 }))).toEqual(
      zh({ line: 2, from: 0, to: 1 }, { line: 3, from: 0, to: 2 }),
    );
  });

  it.each<[why: string, raw: unknown]>([
    ["nothing", null],
    ["no object", "全网最好"],
    ["a list", [on(2, "全网最好")]],
    ["no marks", zh()],
    ["signs alone", zh(on(2, "，"))],
    ["no language", { marks: [on(2, "全网最好")] }],
    ["another language", { locale: "fr", marks: [on(2, "全网最好")] }],
    ["a prototype's name as the language", { locale: "constructor", marks: [on(2, "全网最好")] }],
    ["the customer's line", zh({ line: 1, from: 0, to: 2 })],
    ["no such line", zh({ line: 4, from: 0, to: 2 })],
    ["line nought", zh({ line: 0, from: 0, to: 2 })],
    ["beyond the line", zh({ line: 2, from: 0, to: 20 })],
    ["before the line", zh({ line: 2, from: -1, to: 2 })],
    ["empty", zh({ line: 2, from: 2, to: 2 })],
    ["backwards", zh({ line: 2, from: 4, to: 2 })],
    ["halves", zh({ line: 2, from: 0.5, to: 2 })],
    ["no numbers", { locale: "zh-CN", marks: [{ line: "2", from: "0", to: "2" }] }],
    ["not a number", zh({ line: NaN, from: 0, to: Infinity })],
    ["one forged among good ones", zh(on(2, "全网最好"), { line: 9, from: 0, to: 1 })],
    ["a flood", zh(...Array.from({ length: 201 }, () => on(2, "全网最好")))],
    ["text for marks", { locale: "zh-CN", marks: "x".repeat(1_000_000) }],
  ])("%s is no answer", (_, raw) => expect(spotViolation.parse(question, raw)).toBeNull());

  it("takes what a plain form posts", () => {
    const posted = spotViolation.fromForm(["zh-CN:2:5-7", "zh-CN:2:7-9"]);
    expect(spotViolation.parse(question, posted)).toEqual(zh({ line: 2, from: 5, to: 9 }));
    expect(spotViolation.fromForm([])).toBeNull();
    for (const bad of [
      ["zh-CN:2:5-7", "en:2:5-7"],
      ["2:5-7"],
      ["zh-CN:2:5-7", "'; DROP TABLE attempt"],
      ["zh-CN:2:5-99999"],
      ["\u202ezh-CN:2:5-7"],
    ])
      expect(spotViolation.parse(question, spotViolation.fromForm(bad)), bad.join()).toBeNull();
  });

  it("reads what it read as the same, and grades any marks", () => {
    const mark = fc.record({ line: fc.integer({ min: 1, max: 3 }), from: fc.nat(24), to: fc.nat(24) });
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.array(mark, { maxLength: 8 }),
        fc.array(anyText(10), { maxLength: 3 }),
        (locale, marks, values) => {
          expect(() => spotViolation.parse(question, spotViolation.fromForm(values))).not.toThrow();
          const answer = spotViolation.parse(question, { locale, marks });
          if (!answer) return;
          expect(spotViolation.parse(question, answer)).toEqual(answer);
          const { points, of } = spotViolation.grade(question, answer, noFacts);
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(of);
          const { lines } = spotViolation.key(question, "en", answer, noFacts);
          expect(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join(""))).toEqual(
            question.chat.map((line) => line.text[locale]),
          );
        },
      ),
    );
  });
});

describe("what is shown", () => {
  it("cuts the agent's lines into words, and holds nothing of the key", () => {
    const view = spotViolation.view(question, "en", "s", noFacts);
    expect(view.lines[0]?.tokens).toEqual([]);
    expect(view.lines[1]?.tokens.map((token) => token.text).join("")).toBe(text(2, "en"));
    expect(view.lines[1]?.tokens.filter((token) => token.word)[2]).toEqual({ text: "the", from: 6, to: 9, word: true });
    for (const hidden of ["absolute", "a cure", 'violation":', "rule"])
      expect(JSON.stringify(view).replace('"type":"spot_violation"', "")).not.toContain(hidden);
  });

  it("says after the answer what was found, overlooked and marked for nothing, on the text that was marked", () => {
    const answer = spotViolation.parse(question, zh(on(2, "网最好的"), on(3, "海绵")));
    const key = spotViolation.key(question, "en", answer, noFacts);
    expect(key.lines[1]?.pieces).toEqual([
      { text: "行的，这是", kind: "plain" },
      { text: "全网最好", kind: "found" },
      { text: "的", kind: "beside" },
      { text: "减负包，", kind: "plain" },
      { text: "专治肩痛", kind: "overlooked" },
      { text: "。", kind: "plain" },
    ]);
    expect(key.lines[2]?.pieces[1]).toEqual({ text: "海绵", kind: "stray" });
    expect(key.violations).toEqual([
      { words: "全网最好", rule: "an absolute", found: true },
      { words: "专治肩痛", rule: "a cure", found: false },
    ]);
    expect(key.stray).toBe(1);
    expect(spotViolation.key(question, "en", null, noFacts)).toMatchObject({
      stray: 0,
      violations: [{ words: "the best relief bag online", found: false }, { found: false }],
    });
  });

  it("cuts a line where places and marks begin and end", () => {
    expect(piecesOf("abc", [], [])).toEqual([{ text: "abc", kind: "plain" }]);
    expect(piecesOf("abc", [{ from: 0, to: 3, found: false }], [])).toEqual([{ text: "abc", kind: "overlooked" }]);
  });
});

describe("moving between words", () => {
  const places = [
    { line: 2, from: 0, to: 1 },
    { line: 2, from: 1, to: 2 },
    { line: 3, from: 0, to: 1 },
    { line: 3, from: 1, to: 2 },
  ];
  it.each<[at: number, key: string, to: number | null]>([
    [0, "ArrowRight", 1],
    [3, "ArrowRight", 3],
    [0, "ArrowLeft", 0],
    [1, "ArrowDown", 2],
    [3, "ArrowDown", 3],
    [3, "ArrowUp", 0],
    [1, "ArrowUp", 0],
    [3, "Home", 2],
    [2, "End", 3],
    [2, "Enter", null],
    [2, " ", null],
  ])("from %d with %s to %s", (at, key, to) => expect(aimOf(places, at, key)).toBe(to));

  it("counts neighbours of a line as one mark", () => {
    expect(countMarks(places, [true, true, true, false])).toBe(2);
    expect(countMarks(places, [false, false, false, false])).toBe(0);
    expect(aimOf([], 0, "ArrowRight")).toBeNull();
  });
});

describe("every question of the shop", () => {
  it.each(shopQuestions("spot_violation").map((one) => [one.slug, one] as const))(
    "%s: can be answered by words, and not by marking everything",
    (_, one) => {
      for (const locale of locales) {
        const places = one.violations.flatMap((violation) => placesOf(one, violation, locale));
        const words = one.chat.flatMap(({ who, text: said }, index) =>
          who === "agent"
            ? tokensOf(said[locale], locale)
                .filter((token) => token.word)
                .map(({ from, to }) => ({ line: index + 1, from, to }))
            : [],
        );
        const touching = words.filter((word) =>
          places.some((place) => place.line === word.line && place.from < word.to && word.from < place.to),
        );
        const right = spotViolation.parse(one, { locale, marks: touching });
        expect(right && spotViolation.grade(one, right, noFacts), locale).toMatchObject({ correct: true });
        const everything = spotViolation.parse(one, { locale, marks: words });
        expect(everything && spotViolation.grade(one, everything, noFacts).points, locale).toBe(0);
        // A line at a time, as somebody who guesses lines would mark.
        const lines = one.chat.flatMap(({ who, text: said }, index) =>
          who === "agent" ? [{ line: index + 1, from: 0, to: said[locale].length }] : [],
        );
        expect(findingsOf(one, locale, lines).found.some(Boolean), locale).toBe(false);
      }
    },
  );
});
