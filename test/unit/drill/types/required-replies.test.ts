import { describe, expect, it } from "vitest";
import { findingsIn } from "~/drill/types/free_reply/findings";
import { judge } from "~/drill/types/free_reply/judge";
import { requiredReplies } from "./required-replies";
import { shopQuestions, shopTerms } from "./shop-content";

const facts = { products: new Map(), terms: shopTerms() };
const required = [...shopQuestions("free_reply"), ...shopQuestions("rewrite")].filter((question) => question.required);

describe("written questions that must be fluent before the desk", () => {
  it("are among the shop's, and each has clear replies of both languages here", () => {
    expect(required.length).toBeGreaterThan(7);
    for (const { slug } of required)
      for (const locale of ["zh-CN", "en"] as const)
        expect(
          requiredReplies.filter((one) => one.question === slug && one.locale === locale).map(({ label }) => label),
          slug,
        ).toEqual(["right", "right", "wrong", "wrong"]);
  });

  it.each(requiredReplies.map((one) => [one.question, one.label, one.reply, one] as const))("%s, %s: %s", (slug, label, reply) => {
    const question = required.find((one) => one.slug === slug);
    if (!question) throw new Error(`${slug} is not required`);
    const judgement = judge(question, reply, findingsIn(question, reply, facts));
    expect(judgement.verdict, judgement.reasons.join(", ")).toBe(label);
  });
});
