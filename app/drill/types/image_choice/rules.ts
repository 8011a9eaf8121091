import { pick } from "~/platform/locale";
import { shuffled } from "~/platform/seed";
import { type ChoiceKey, choiceKey, oneOption, type OptionAnswer } from "../one-option";
import type { QuestionOf, QuestionRules } from "../question";

/** `picture`: its address, which names no product; null when there is none. */
export type PictureOption = { id: string; picture: string | null };
export type ImageChoice = {
  view: { type: "image_choice"; stem: string; options: PictureOption[] };
  answer: OptionAnswer;
  /** With the names of the products, by option. */
  key: ChoiceKey & { names: Record<string, string> };
};

/** Pictures of products: one is right. */
export const imageChoice: QuestionRules<QuestionOf<"image_choice">, ImageChoice> = {
  ...oneOption,
  view: (question, locale, seed, facts) => ({
    type: "image_choice",
    stem: pick(question.stem, locale),
    options: shuffled(question.options, seed).map(({ id, product }) => ({ id, picture: facts.products.get(product)?.picture ?? null })),
  }),
  key: (question, locale, _answer, facts) => ({
    ...choiceKey(question, locale),
    names: Object.fromEntries(
      question.options.flatMap(({ id, product }) => {
        const fact = facts.products.get(product);
        return fact ? [[id, pick(fact.name, locale)]] : [];
      }),
    ),
  }),
};
