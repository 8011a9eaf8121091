import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import type { Question, QuestionOf } from "~/drill/types/question";
import { anyText } from "@test/factories/text";
import { noFacts, single } from "../questions";

const line = (id: string, zh: string, en: string, correct = false) => ({
  id,
  correct,
  text: { "zh-CN": zh, en },
  ...(correct ? {} : { why: { "zh-CN": `错在${id}`, en: `wrong by ${id}` } }),
});
const question: QuestionOf<"choose_next_line"> = {
  ...single,
  type: "choose_next_line",
  chat: [
    { who: "customer", text: { "zh-CN": "我要投诉😡", en: "I want to complain 😡" } },
    { who: "agent", text: { "zh-CN": "您好", en: "Hello" } },
  ],
  options: [
    line("a", "稍等", "Wait a moment."),
    line("b", "抱歉让您久等，我马上查。", "Sorry for the wait, I am looking it up.", true),
    line("c", "不行", "No."),
  ],
};
const asked = { body: question as Question, facts: noFacts };

describe("grading", () => {
  it.each<[string, unknown, boolean]>([
    ["the right line", { option: "b" }, true],
    ["a wrong line", { option: "a" }, false],
    ["another wrong line", { option: "c" }, false],
    ["a line that there is not", { option: "d" }, false],
    ["the words of the right line", { option: "抱歉让您久等，我马上查。" }, false],
    ["a capital", { option: "B" }, false],
    ["full-width", { option: "ｂ" }, false],
    ["a zero-width tail", { option: "b\u200b" }, false],
    ["a mark from right to left", { option: "\u202eb" }, false],
    ["an emoji", { option: "👍" }, false],
    ["SQL", { option: "b' or '1'='1" }, false],
    ["HTML", { option: "<b>b</b>" }, false],
    ["a list", { option: ["b"] }, false],
    ["a number", { option: 1 }, false],
    ["an answer of another type", { text: "b" }, false],
    ["a name of the language", { option: "__proto__" }, false],
    ["1 MB", { option: "b".repeat(1_000_000) }, false],
    ["null", null, false],
    ["nothing", undefined, false],
  ])("%s", (_name, raw, correct) => {
    expect(gradeOf(asked, raw)).toEqual({ points: correct ? 1 : 0, of: 1, correct });
  });

  it("reads what it stored as it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom("a", "b", "c"), anyText(4)), (option) => {
        const once = parseAnswer(question, { option, more: 1 });
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
  it("before the answer: chat and lines in one language, nothing of the key", () => {
    const view = viewOf(asked, "en", "seed");
    expect(view).toMatchObject({
      type: "choose_next_line",
      chat: [
        { who: "customer", text: "I want to complain 😡" },
        { who: "agent", text: "Hello" },
      ],
    });
    const seen = JSON.stringify(view);
    for (const key of ["correct", "why", "wrong by", "错在", "the reason", "稍等"]) expect(seen).not.toContain(key);
  });

  it("the lines in the order of the seed", () => {
    const orders = new Set(
      Array.from({ length: 60 }, (_, i) => {
        const view = viewOf(asked, "en", `${i}`);
        return view.type === "choose_next_line" ? view.options.map((o) => o.id).join("") : "";
      }),
    );
    expect(orders.size).toBe(6);
  });

  it("after the answer: the right line, and why somebody says the others", () => {
    expect(verdictOf(asked, { option: "c" }, "zh-CN")).toMatchObject({
      correct: false,
      key: { right: ["b"], why: { a: "错在a", c: "错在c" } },
    });
    expect(verdictOf(asked, null, "en")).toMatchObject({ correct: false, key: { right: ["b"] } });
  });
});
