import { pick } from "~/platform/locale";
import { type ChoiceKey, choiceKey, shownOptions } from "../one-option";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";
import type { ChoiceView } from "../single_choice/rules";

export type MultipleChoice = { view: ChoiceView<"multiple_choice">; answer: { options: string[] }; key: ChoiceKey };

const MOST_OPTIONS = 8;

/** Some options are right. Every wrong pick takes back a right one; all wrong ones never cost more than the question. */
export const multipleChoice: QuestionRules<QuestionOf<"multiple_choice">, MultipleChoice> = {
  view: (question, locale, seed) => ({
    type: "multiple_choice",
    stem: pick(question.stem, locale),
    options: shownOptions(question.options, locale, seed),
  }),
  parse(question, raw) {
    if (!isRecord(raw) || !Array.isArray(raw.options) || raw.options.length === 0 || raw.options.length > MOST_OPTIONS) return null;
    const picked = new Set<unknown>(raw.options);
    // A repeated pick is a forged one: a page has each option once.
    if (picked.size !== raw.options.length) return null;
    const options = question.options.map((o) => o.id).filter((id) => picked.has(id));
    return options.length === picked.size ? { options } : null;
  },
  fromForm: (values) => (values.length > 0 ? { options: [...values] } : null),
  grade(question, answer) {
    const picked = new Set(answer.options);
    const of = question.options.filter((o) => o.correct).length;
    const right = question.options.filter((o) => o.correct && picked.has(o.id)).length;
    const wrong = question.options.filter((o) => !o.correct && picked.has(o.id)).length;
    const points = Math.max(0, right - wrong);
    return { points, of, correct: points === of };
  },
  key: choiceKey,
};
