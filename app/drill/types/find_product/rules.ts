import { type LocalText, locales, pick } from "~/platform/locale";
import { bareWords, plain, withoutControls } from "~/wording/normalise";
import { isSlipOf, partsOf, type SlipLimits } from "~/wording/slip";
import { FIND_PRODUCT_LENGTH } from "../lengths";
import { isRecord, type ProductFact, type QuestionFacts, type QuestionOf, type QuestionRules } from "../question";

type Question = QuestionOf<"find_product">;
export type FoundProduct = { name: string; code: string; shelf: string | null };
export type FindProduct = {
  view: { type: "find_product"; stem: string };
  answer: { text: string };
  key: {
    /** The products of which any one is right. */
    products: FoundProduct[];
    /** The name that was meant, where the answer is it but for a slip. */
    slipOf: string | null;
    /** The answer only says again what the question says. */
    repeats: boolean;
  };
};

const FORGIVEN: SlipLimits = { letters: 5, characters: 4 };
// Hand scanners type; with a Chinese input method on, slashes come out as 、.
const LABEL = /^(?:[a-z][a-z0-9+.-]*:)?[^\s?#]*\/products\/([a-z0-9-]{1,100})\/?(?:[?#]\S*)?$/;

/** The slug in the address of a shelf label, which is what its QR code holds; null when the text is no such address. */
function slugOnLabel(text: string): string | null {
  return LABEL.exec(plain(text).trim().replaceAll("、", "/"))?.[1] ?? null;
}

const productsOf = (question: Question, { products }: QuestionFacts): ProductFact[] =>
  question.products.flatMap((slug) => products.get(slug) ?? []);

/** Whether the words stand in the question itself: who repeats them has found nothing. */
function isTold(stem: LocalText, words: string): boolean {
  const wanted = partsOf(words);
  return locales.some((locale) => {
    const said = partsOf(pick(stem, locale));
    return wanted.length > 0 && said.some((_, at) => wanted.every((part, i) => said[at + i] === part));
  });
}

type Match = { slipOf: string | null; repeats: boolean };

/** How a text names a product: by its code, shelf place or name; null when it does not. */
function matchOf(stem: LocalText, { code, name, shelf }: ProductFact, text: string): Match | null {
  const words = bareWords(text);
  if (words === "") return null;
  const names = locales.map((locale) => pick(name, locale));
  const same = [code, shelf ?? "", ...names].find((one) => bareWords(one) === words);
  const meant = same ?? names.find((one) => isSlipOf(one, text, FORGIVEN));
  return meant === undefined ? null : { slipOf: same === undefined ? meant : null, repeats: isTold(stem, meant) };
}

/** The best of the ways in which a text names one of the products. */
function bestMatch(question: Question, text: string, facts: QuestionFacts): Match | null {
  if (question.products.some((slug) => slug === slugOnLabel(text))) return { slipOf: null, repeats: false };
  const matches = productsOf(question, facts).flatMap((product) => matchOf(question.stem, product, text) ?? []);
  const found = matches.filter((match) => !match.repeats);
  return found.find((match) => match.slipOf === null) ?? found[0] ?? matches[0] ?? null;
}

/**
 * One of the products is to be named: by the address on its shelf label (scanned), by code, shelf place or name. A slip in a name is forgiven, none in
 * digits. What the question says itself is no answer. There are no part points.
 */
export const findProduct: QuestionRules<Question, FindProduct> = {
  view: (question, locale) => ({ type: "find_product", stem: pick(question.stem, locale) }),
  parse(_question, raw) {
    if (!isRecord(raw) || typeof raw.text !== "string" || raw.text.length > FIND_PRODUCT_LENGTH) return null;
    return { text: withoutControls(raw.text) };
  },
  fromForm: ([text]) => (text && plain(text).trim() !== "" ? { text } : null),
  grade(question, answer, facts) {
    const match = bestMatch(question, answer.text, facts);
    const correct = match !== null && !match.repeats;
    return { points: correct ? 1 : 0, of: 1, correct };
  },
  key(question, locale, answer, facts) {
    const match = answer && bestMatch(question, answer.text, facts);
    return {
      products: productsOf(question, facts).map(({ name, code, shelf }) => ({ name: pick(name, locale), code, shelf })),
      slipOf: match && !match.repeats ? match.slipOf : null,
      repeats: match?.repeats ?? false,
    };
  },
};
