import { describe, expect, it } from "vitest";
import { findingsIn } from "~/drill/types/free_reply/findings";
import { judge } from "~/drill/types/free_reply/judge";
import { gradeReply } from "~/drill/types/free_reply/reply";
import { type Label, labelled } from "./free-reply-labelled";
import { shopQuestions, shopTerms } from "./shop-content";

const questions = [...shopQuestions("free_reply"), ...shopQuestions("rewrite")];
const facts = { products: new Map(), terms: shopTerms() };
const locales = ["zh-CN", "en"] as const;

const judged = labelled.map((one) => {
  const question = questions.find(({ slug }) => slug === one.question);
  if (!question) throw new Error(`no question ${one.question}`);
  return { ...one, verdict: judge(question, one.reply, findingsIn(question, one.reply, facts)).verdict };
});
const count = (label: Label, verdict: Label) => judged.filter((one) => one.label === label && one.verdict === verdict).length;

describe("the machine beside a supervisor, on sixty labelled replies", () => {
  it("has thirty replies of each language, and enough of each label", () => {
    for (const locale of locales) expect(labelled.filter((one) => one.locale === locale)).toHaveLength(30);
    for (const label of ["right", "wrong", "undecided"] as const)
      expect(labelled.filter((one) => one.label === label).length).toBeGreaterThan(9);
  });

  it("is never sure of what the supervisor calls wrong, nor against what he calls right", () => {
    expect(judged.filter((one) => one.label === "wrong" && one.verdict === "right")).toEqual([]);
    expect(judged.filter((one) => one.label === "right" && one.verdict === "wrong")).toEqual([]);
  });

  it("lets nothing that the supervisor would have to weigh pass or fail by itself", () => {
    expect(judged.filter((one) => one.label === "undecided" && one.verdict !== "undecided")).toEqual([]);
  });

  it("agrees in 51 of 60, and leaves the rest to a supervisor", () => {
    const labels = ["right", "wrong", "undecided"] as const;
    const agreed = labels.reduce((sum, label) => sum + count(label, label), 0);
    const table = labels.map(
      (label) => `${label.padEnd(10)} ${labels.map((verdict) => String(count(label, verdict)).padStart(10)).join("")}`,
    );
    process.stdout.write(`supervisor \\ machine ${labels.join("  ")}\n${table.join("\n")}\nagreement ${agreed} of ${judged.length}\n`);
    expect(agreed).toBeGreaterThanOrEqual(51);
  });
});

describe("every reply question of the shop", () => {
  it.each(questions.map((question) => [question.slug, question] as const))("%s: its own texts grade as they should", (_, question) => {
    for (const locale of locales) {
      for (const model of question.model_answers[locale]) {
        expect(gradeReply(question, { text: model }, facts), model).toMatchObject({ correct: true });
        // The same with what must not be said, or without its point.
        const [forbidden] = question.must_not_say;
        if (forbidden)
          expect(gradeReply(question, { text: `${model}\n${forbidden.any_of[locale][0]}` }, facts), model).toMatchObject({
            points: 0,
            correct: false,
          });
        expect(
          gradeReply(question, { text: `${model}\n${locale === "en" ? "Our shop is number one." : "我们店销量全网第一。"}` }, facts).points,
        ).toBe(0);
      }
      for (const line of [
        question.stem,
        ...(question.chat ?? []).map(({ text }) => text),
        ...(question.type === "rewrite" ? [question.poor] : []),
      ])
        expect(gradeReply(question, { text: line[locale] }, facts).correct, line[locale]).toBe(false);
    }
  });
});
