import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerFromForm, gradeOf, parseAnswer, shareOf, verdictOf, viewOf } from "~/drill/types/registry";
import type { Question } from "~/drill/types/question";
import { anyText } from "@test/factories/text";
import { multiple, noFacts, single, typed } from "./questions";

type Named<C extends unknown[]> = C extends [...infer Given, string] ? [string, ...Given] : never;
/** Cases whose last column is their name: some of what is given is too long for a title. */
const named = <C extends unknown[]>(cases: C[]) => cases.map((c) => [c.at(-1), ...c.slice(0, -1)] as Named<C>);

const asked = (body: Question) => ({ body, facts: noFacts });
const share = (question: Question, raw: unknown) => shareOf(gradeOf(asked(question), raw));

describe("single choice", () => {
  it.each(
    named<[unknown, boolean, string]>([
      [{ option: "b" }, true, "the right one"],
      [{ option: "a" }, false, "a wrong one"],
      [{ option: "d" }, false, "another wrong one"],
      [{ option: "e" }, false, "an option that there is not"],
      [{ option: "B" }, false, "ids have one form"],
      [{ option: "ｂ" }, false, "full-width"],
      [{ option: "b\u200b" }, false, "a zero-width tail"],
      [{ option: "\u202eb" }, false, "a mark from right to left"],
      [{ option: "选项b" }, false, "the words of the right one"],
      [{ option: "👍" }, false, "an emoji"],
      [{ option: "b。" }, false, "a Chinese full stop"],
      [{ option: ["b"] }, false, "a list"],
      [{ option: null }, false, "null inside"],
      [{ option: { b: true } }, false, "an object inside"],
      [{ options: ["b"] }, false, "an answer of another type"],
      ["b", false, "a bare text"],
      [["b"], false, "a bare list"],
      [null, false, "unanswered"],
      [undefined, false, "nothing"],
      [{ option: "constructor" }, false, "a name of the language"],
      [{ option: "b", correct: true, share: "1" }, true, "what a forger adds is not read"],
      [{ option: "x".repeat(1_000_000) }, false, "1 MB"],
    ]),
  )("%s", (_name, raw, correct) => {
    expect(gradeOf(asked(single), raw).correct).toBe(correct);
    expect(share(single, raw)).toBe(correct ? "1" : "0");
  });

  it("keeps only what is the answer", () => {
    expect(parseAnswer(single, { option: "b", correct: true })).toEqual({ option: "b" });
    expect(parseAnswer(single, { option: "e" })).toBeNull();
  });

  it("reads the fields of a plain form", () => {
    expect(answerFromForm(single, ["b"])).toEqual({ option: "b" });
    expect(answerFromForm(single, [])).toBeNull();
    expect(answerFromForm(single, [""])).toBeNull();
  });
});

describe("multiple choice", () => {
  it.each(
    named<[unknown, string, boolean, string]>([
      [{ options: ["a", "c", "d"] }, "1", true, "all right ones"],
      [{ options: ["d", "a", "c"] }, "1", true, "in any order"],
      [{ options: ["a", "c"] }, "0.666666666667", false, "two of three"],
      [{ options: ["a"] }, "0.333333333333", false, "one of three"],
      [{ options: ["a", "c", "d", "b"] }, "0.666666666667", false, "all right ones and a wrong one"],
      [{ options: ["a", "c", "d", "b", "e"] }, "0.333333333333", false, "everything ticked"],
      [{ options: ["a", "b"] }, "0", false, "one right, one wrong"],
      [{ options: ["b", "e"] }, "0", false, "never below nothing"],
      [{ options: ["a", "c", "b"] }, "0.333333333333", false, "two right, one wrong"],
      [{ options: [] }, "0", false, "nothing ticked"],
      [{ options: ["a", "a", "a", "c", "d"] }, "0", false, "a pick repeated is no answer"],
      [{ options: ["a", "c", "d", "z"] }, "0", false, "an option that there is not"],
      [{ options: ["a", "c", "d", 1] }, "0", false, "no text"],
      [{ options: ["ａ", "ｃ", "ｄ"] }, "0", false, "full-width"],
      [{ options: ["a", "c", "d\u200b"] }, "0", false, "a zero-width tail"],
      [{ options: ["\u202ea", "c", "d"] }, "0", false, "a mark from right to left"],
      [{ options: ["a、c、d"] }, "0", false, "all in one, with Chinese commas"],
      [{ options: ["选项a", "选项c", "选项d"] }, "0", false, "the words of the right ones"],
      [{ options: ["a", "c", "d", "👍"] }, "0", false, "an emoji among them"],
      [{ options: ["a".repeat(1_000_000)] }, "0", false, "1 MB"],
      [{ options: "acd" }, "0", false, "a text for a list"],
      [{ options: { 0: "a", length: 1 } }, "0", false, "something like a list"],
      [{ option: "a" }, "0", false, "an answer of another type"],
      [null, "0", false, "unanswered"],
      [{ options: Array.from({ length: 100_000 }, () => "a") }, "0", false, "a hundred thousand picks"],
    ]),
  )("%s", (_name, raw, worth, correct) => {
    expect(share(multiple, raw)).toBe(worth);
    expect(gradeOf(asked(multiple), raw).correct).toBe(correct);
  });

  it("is correct only at all of its points, and worth 0 to 1", () => {
    fc.assert(
      fc.property(fc.subarray(["a", "b", "c", "d", "e"]), (options) => {
        const grade = gradeOf(asked(multiple), { options });
        expect(grade.points).toBeGreaterThanOrEqual(0);
        expect(grade.points).toBeLessThanOrEqual(grade.of);
        expect(grade.correct).toBe(options.join("") === "acd");
      }),
    );
  });

  it("reads the fields of a plain form", () => {
    expect(answerFromForm(multiple, ["a", "c"])).toEqual({ options: ["a", "c"] });
    expect(answerFromForm(multiple, [])).toBeNull();
  });
});

describe("short text", () => {
  const price = typed(["399", "399元"], ["399", "399 yuan"]);
  const material = typed(["头层牛皮", "头层皮"], ["top-grain cowhide", "top grain leather"]);
  const shelf = typed(["B-03-2"], ["B-03-2"]);
  const clock = typed(["17:20", "下午5点20"], ["17:20", "5:20 pm"]);
  const width = typed(["7.5厘米"], ["7.5 cm"]);
  it.each<[string, Question, string, boolean]>([
    ["a price", price, "399", true],
    ["a price with decimals", price, "399.00", true],
    ["a price with signs on both sides", price, "¥399元", true],
    ["a full-width price", price, "￥３９９", true],
    ["a price in words of the other language", price, "399 yuan", true],
    ["a price with a mark from right to left", price, "\u202e399\u202c", true],
    ["a price with zero-width spaces", price, "3\u200b9\u200b9", true],
    ["a price in another currency", price, "$399", true],
    ["a lost point", price, "39.9", false],
    ["a neighbour", price, "398", false],
    ["minus", price, "-399", false],
    ["a range", price, "399-499", false],
    ["two prices", price, "399 or 379", false],
    ["a number in another script", price, "三九九", false],
    ["an emoji", price, "👍", false],
    ["Chinese words", material, "头层牛皮", true],
    ["Chinese words with punctuation", material, "「头层 牛皮」。", true],
    ["the other accepted ones", material, "头层皮", true],
    ["traditional characters", material, "頭層牛皮", true],
    ["a mixture of stops", material, "头层、牛皮。。!", true],
    ["Chinese words with a pictograph", material, "头层牛皮👍🏻", true],
    ["a mark from right to left inside the words", material, "头层\u202e牛皮\u202c", true],
    ["English words, other case and hyphen", material, "Top Grain COWHIDE.", true],
    ["full-width letters", material, "ｔｏｐ－ｇｒａｉｎ ｃｏｗｈｉｄｅ", true],
    ["a word more", material, "二层头层牛皮", false],
    ["a word less", material, "牛皮", false],
    ["one slip in a long word", material, "top-grain cowhied", true],
    ["two slips", material, "topp-grain cowhied", false],
    ["one character off in a short answer", material, "头层牛支", false],
    ["one letter off in a short word", material, "tap grain leather", false],
    ["a slip beside digits", typed(["付款后48小时以内"], ["within 48 hours of payment"]), "within 48 hours of paymant", false],
    ["other digits", typed(["48小时"], ["48 hours"]), "24小时", false],
    ["a sound-alike", typed(["咚咚工作台"], ["Dongdong"]), "咚咚工做台", true],
    ["the opposite by one character", typed(["七天无理由退货"], ["return"]), "七天无理由换货", false],
    ["a negation added", typed(["可以当天退货"], ["same day"]), "不可以当天退货", false],
    ["a negation left out", typed(["不可以私下转账"], ["never"]), "可以私下转账", false],
    ["a shelf place in haste", shelf, "b032", true],
    ["a shelf place with other dashes", shelf, "B—03—2", true],
    ["another level", shelf, "B-03-1", false],
    ["a time with a Chinese colon", clock, "17：20", true],
    ["a time with capitals", clock, "5:20PM", true],
    ["another time", clock, "1:720", false],
    ["a measure", width, "7.5 CM", true],
    ["a measure ten times as large", width, "75cm", false],
    ["nothing", price, "", false],
    ["spaces", price, "   ", false],
    ["nothing to be seen", material, "\u200b\u200d\ufeff", false],
  ])("%s", (_name, question, text, correct) => {
    expect(gradeOf(asked(question), { text }).correct).toBe(correct);
    expect(share(question, { text })).toBe(correct ? "1" : "0");
  });

  it.each<[string, unknown]>([
    ["1 MB of text", { text: "3".repeat(1_000_000) }],
    ["201 characters", { text: "3".repeat(201) }],
    ["a number", { text: 399 }],
    ["a list", { text: ["399"] }],
    ["null", { text: null }],
    ["an object", { text: { toString: "399" } }],
    ["a bare text", "399"],
  ])("%s is no answer", (_name, raw) => {
    expect(parseAnswer(price, raw)).toBeNull();
    expect(gradeOf(asked(price), raw)).toEqual({ points: 0, of: 1, correct: false });
  });

  it("says that a slip was forgiven, and how it is written", () => {
    const verdict = (text: string) => verdictOf(asked(material), { text }, "zh-CN");
    expect(verdict("top grain leahter")).toMatchObject({ correct: true, share: "1", key: { slipOf: "top grain leather" } });
    expect(verdict("Top-Grain Leather")).toMatchObject({ correct: true, key: { slipOf: null } });
    expect(verdict("plastic")).toMatchObject({ correct: false, key: { slipOf: null } });
    expect(verdictOf(asked(material), null, "en")).toMatchObject({ correct: false, key: { slipOf: null } });
  });

  it("keeps what was typed, without what a database refuses", () => {
    expect(parseAnswer(price, { text: " ¥399\u0000\ud800 元" })).toEqual({ text: " ¥399   元" });
  });

  it("grades any text without failing", () => {
    fc.assert(
      fc.property(anyText(200), (text) => {
        expect(typeof gradeOf(asked(price), { text }).correct).toBe("boolean");
        expect(() => JSON.stringify(parseAnswer(price, { text }))).not.toThrow();
      }),
    );
  });

  it("reads the fields of a plain form; spaces are no answer", () => {
    expect(answerFromForm(price, ["399"])).toEqual({ text: "399" });
    expect(answerFromForm(price, [" \u200b "])).toBeNull();
    expect(answerFromForm(price, [])).toBeNull();
  });
});

describe("what is seen", () => {
  const all: Question[] = [single, multiple, typed(["三百九十九"], ["three hundred"])];
  it("before the answer: the question in one language, and nothing of the key", () => {
    for (const question of all) {
      const seen = JSON.stringify(viewOf(asked(question), "en", "seed"));
      expect(seen).toContain("the stem");
      for (const key of ["correct", "accepted", "explanation", "the reason", "why", "题干", "三百九十九", "three hundred", "critical"])
        expect(seen).not.toContain(key);
    }
  });

  it("options in the order of the seed", () => {
    const order = (seed: string) => {
      const view = viewOf(asked(single), "en", seed);
      return view.type === "single_choice" ? view.options.map((o) => o.id).join("") : "";
    };
    expect(order("one")).toBe(order("one"));
    expect(new Set(Array.from({ length: 40 }, (_, i) => order(`${i}`))).size).toBeGreaterThan(10);
    expect([...order("one")].sort().join("")).toBe("abcd");
  });

  it("after the answer: right or wrong, the key and the reason", () => {
    expect(verdictOf(asked(single), { option: "a" }, "en")).toEqual({
      correct: false,
      share: "0",
      undecided: false,
      explanation: "the reason",
      key: { right: ["b"], why: { a: "why a" } },
    });
    expect(verdictOf(asked(multiple), { options: ["a", "c"] }, "zh-CN")).toEqual({
      correct: false,
      share: "0.666666666667",
      undecided: false,
      explanation: "讲解",
      key: { right: ["a", "c", "d"], why: { b: "错因b" } },
    });
    expect(verdictOf(asked(typed(["399"], ["399 yuan"])), { text: "399" }, "en")).toMatchObject({
      correct: true,
      key: { accepted: ["399 yuan"] },
    });
  });
});
