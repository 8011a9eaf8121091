import { shuffled } from "~/platform/seed";
import { pick } from "~/platform/locale";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

export type ChoiceView<K extends "single_choice" | "multiple_choice"> = { type: K; stem: string; options: { id: string; text: string }[] };
/** Right options, and why somebody picks a wrong one. */
export type ChoiceKey = { right: string[]; why: Record<string, string> };
export type SingleChoice = { view: ChoiceView<"single_choice">; answer: { option: string }; key: ChoiceKey };

/** One option is right. */
export const singleChoice: QuestionRules<QuestionOf<"single_choice">, SingleChoice> = {
  view: (question, locale, seed) => ({
    type: "single_choice",
    stem: pick(question.stem, locale),
    options: shuffled(question.options, seed).map((o) => ({ id: o.id, text: pick(o.text, locale) })),
  }),
  parse(question, raw) {
    if (!isRecord(raw)) return null;
    const found = question.options.find((o) => o.id === raw.option);
    return found ? { option: found.id } : null;
  },
  fromForm: ([option]) => (option ? { option } : null),
  grade(question, answer) {
    const correct = question.options.some((o) => o.correct && o.id === answer.option);
    return { points: correct ? 1 : 0, of: 1, correct };
  },
  key: (question, locale) => ({
    right: question.options.filter((o) => o.correct).map((o) => o.id),
    why: Object.fromEntries(question.options.flatMap((o) => (o.why ? [[o.id, pick(o.why, locale)]] : []))),
  }),
};
