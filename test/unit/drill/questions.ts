import type { QuestionFacts, QuestionOf } from "~/drill/types/question";

/** For questions that name nothing outside themselves. */
export const noFacts: QuestionFacts = { products: new Map(), terms: [] };

/** What every question has. */
export const base = {
  slug: "q",
  topic: "prices",
  lesson: "price-ladder",
  difficulty: 2,
  critical: false,
  required: true,
  quality: "confidence" as const,
  stem: { "zh-CN": "题干", en: "the stem" },
  explanation: { "zh-CN": "讲解", en: "the reason" },
};
const option = (id: string, correct = false, why = false) => ({
  id,
  correct,
  text: { "zh-CN": `选项${id}`, en: `option ${id}` },
  ...(why ? { why: { "zh-CN": `错因${id}`, en: `why ${id}` } } : {}),
});

/** Questions for tests: b is right of a–d; a, c and d are right of a–e; a text with its accepted answers. */
export const single: QuestionOf<"single_choice"> = {
  ...base,
  type: "single_choice",
  options: [option("a", false, true), option("b", true), option("c"), option("d")],
};
export const multiple: QuestionOf<"multiple_choice"> = {
  ...base,
  type: "multiple_choice",
  options: [option("a", true), option("b", false, true), option("c", true), option("d", true), option("e")],
};
/** A short-text question with these accepted answers. */
export const typed = (zh: string[], en: string[]): QuestionOf<"short_text"> => ({
  ...base,
  type: "short_text",
  accepted: { "zh-CN": zh, en },
  answer_hint: { "zh-CN": "一个数字", en: "a number" },
});
