import { describe, expect, it } from "vitest";
import type { QuestionOf } from "~/drill/types/question";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { noFacts, single } from "../questions";
import { holdsAgainstAnything, noAnswers } from "./hostile";
import { shopQuestions } from "./shop-content";

const { options, ...base } = single;
/** False, because of b. */
const question: QuestionOf<"true_false"> = { ...base, type: "true_false", answer: false, reasons: options };
const asked = { body: question, facts: noFacts };

describe("grading", () => {
  it.each<[string, unknown, number]>([
    ["judgement and reason right", { truth: false, reason: "b" }, 3],
    ["what a forger adds is not read", { truth: false, reason: "b", answer: true }, 3],
    ["the right judgement for a wrong reason", { truth: false, reason: "a" }, 1],
    ["the right judgement without a reason", { truth: false, reason: null }, 1],
    ["the right judgement, the reason left out", { truth: false }, 1],
    ["the wrong judgement with the right reason", { truth: true, reason: "b" }, 0],
    ["both wrong", { truth: true, reason: "c" }, 0],
    ["the right reason for no judgement", { reason: "b" }, 0],
    ["a judgement as a text", { truth: "false", reason: "b" }, 0],
    ["a judgement as a number", { truth: 0, reason: "b" }, 0],
    ["对 for true", { truth: "错", reason: "b" }, 0],
    ["a reason that there is not", { truth: false, reason: "h" }, 0],
    ["a capital", { truth: false, reason: "B" }, 0],
    ["full-width", { truth: false, reason: "ｂ" }, 0],
    ["a zero-width tail", { truth: false, reason: "b\u200b" }, 0],
    ["a mark from right to left", { truth: false, reason: "\u202eb" }, 0],
    ["an emoji", { truth: false, reason: "👍" }, 0],
    ["the words of the reason", { truth: false, reason: "选项b" }, 0],
    ["HTML", { truth: false, reason: "<b>b</b>" }, 0],
    ["a list", { truth: false, reason: ["b"] }, 0],
    ["a name of the language", { truth: false, reason: "__proto__" }, 0],
    ["1 MB", { truth: false, reason: "b".repeat(1_000_000) }, 0],
    ["neither", { truth: null, reason: null }, 0],
    ["an answer of another type", { option: "b" }, 0],
  ])("%s", (_name, raw, points) => {
    const grade = gradeOf(asked, raw);
    expect(grade.points).toBe(points);
    expect(grade.correct).toBe(points === 3);
  });

  it.each(noAnswers)("%s is no answer", (_name, raw) => expect(parseAnswer(question, raw)).toBeNull());

  it("holds against anything", () => holdsAgainstAnything(question, ["a", "b", "c", "d"]));

  it.each(shopQuestions("true_false").map((q) => [q.slug, q] as const))("%s can be answered", (_slug, q) => {
    const reason = q.reasons.find((r) => r.correct)?.id;
    expect(gradeOf({ body: q, facts: noFacts }, { truth: q.answer, reason }).correct).toBe(true);
    expect(gradeOf({ body: q, facts: noFacts }, { truth: !q.answer, reason }).points).toBe(0);
  });
});

it("reads the fields of a plain form", () => {
  expect(answerFromForm(question, ["truth=false", "reason=b"])).toEqual({ truth: false, reason: "b" });
  expect(answerFromForm(question, ["", "reason=b"])).toEqual({ truth: null, reason: "b" });
  expect(answerFromForm(question, ["truth=true"])).toEqual({ truth: true, reason: null });
  expect(answerFromForm(question, [""])).toBeNull();
  expect(answerFromForm(question, [])).toBeNull();
  expect(parseAnswer(question, answerFromForm(question, ["truth=maybe", "reason=b"]))).toBeNull();
});

describe("what is seen", () => {
  it("before the answer: the reasons in one language, nothing of the key", () => {
    const seen = JSON.stringify(viewOf(asked, "en", "seed"));
    expect(seen).toContain("option b");
    for (const key of ["correct", "why", "answer", "the reason", "选项"]) expect(seen).not.toContain(key);
    const turned = { body: { ...question, answer: true }, facts: noFacts };
    expect(JSON.stringify(viewOf(turned, "en", "seed"))).toBe(seen);
  });

  it("the reasons in the order of the seed", () => {
    const order = (seed: string) => JSON.stringify(viewOf(asked, "en", seed));
    expect(order("one")).toBe(order("one"));
    expect(new Set(Array.from({ length: 60 }, (_, i) => order(`${i}`))).size).toBeGreaterThan(12);
  });

  it("after the answer: what is true, and why", () => {
    expect(verdictOf(asked, { truth: true, reason: "a" }, "en")).toMatchObject({
      correct: false,
      share: "0",
      key: { truth: false, reason: "b", why: { a: "why a" } },
    });
    expect(verdictOf(asked, null, "zh-CN")).toMatchObject({ key: { truth: false, reason: "b", why: { a: "错因a" } } });
  });
});
