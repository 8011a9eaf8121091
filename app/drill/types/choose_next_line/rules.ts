import { pick } from "~/platform/locale";
import { chatIn, type ChatLine } from "../chat";
import { type ChoiceKey, choiceKey, oneOption, type OptionAnswer, type ShownOption, shownOptions } from "../one-option";
import type { QuestionOf, QuestionRules } from "../question";

export type ChooseNextLine = {
  view: { type: "choose_next_line"; stem: string; chat: ChatLine[]; options: ShownOption[] };
  answer: OptionAnswer;
  key: ChoiceKey;
};

/** A chat so far, and the lines that could go on with it: one is right. */
export const chooseNextLine: QuestionRules<QuestionOf<"choose_next_line">, ChooseNextLine> = {
  ...oneOption,
  view: (question, locale, seed) => ({
    type: "choose_next_line",
    stem: pick(question.stem, locale),
    chat: chatIn(question.chat, locale),
    options: shownOptions(question.options, locale, seed),
  }),
  key: choiceKey,
};
