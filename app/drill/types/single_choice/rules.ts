import { pick } from "~/platform/locale";
import { type ChoiceKey, choiceKey, oneOption, type OptionAnswer, type ShownOption, shownOptions } from "../one-option";
import type { QuestionOf, QuestionRules } from "../question";

export type ChoiceView<K extends "single_choice" | "multiple_choice"> = { type: K; stem: string; options: ShownOption[] };
export type SingleChoice = { view: ChoiceView<"single_choice">; answer: OptionAnswer; key: ChoiceKey };

/** One option is right. */
export const singleChoice: QuestionRules<QuestionOf<"single_choice">, SingleChoice> = {
  ...oneOption,
  view: (question, locale, seed) => ({
    type: "single_choice",
    stem: pick(question.stem, locale),
    options: shownOptions(question.options, locale, seed),
  }),
  key: choiceKey,
};
