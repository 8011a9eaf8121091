import type { Question } from "~/curriculum/pack-question";
import type { Locale, LocalText } from "~/platform/locale";
import type { Term } from "~/wording/terms";

/** A question as content stores it, with its key. Never leaves the server whole. */
export type { Question };
export type QuestionKind = Question["type"];
export type QuestionOf<K extends QuestionKind> = Extract<Question, { type: K }>;

/** A product as questions speak of it. `picture`: the address of its picture, which does not name it; null when it has none. */
export type ProductFact = { slug: string; code: string; name: LocalText; shelf: string | null; picture: string | null };

/** A prohibited term, why it is one and what to say instead. */
export type ProhibitedTerm = Term & { reason: LocalText; instead: LocalText };

/** What a question's content names outside itself: the products of its answers, and the prohibited terms for what is written freely. */
export type QuestionFacts = { products: ReadonlyMap<string, ProductFact>; terms: readonly ProhibitedTerm[] };

/** A question with all that is needed to show and to grade it. */
export type Asked<Q extends Question = Question> = { body: Q; facts: QuestionFacts };

/**
 * What an answer is worth: `points` of `of`, whole numbers, so that a sum of shares stays exact until its one division.
 * `undecided`: a machine cannot tell; what stands here is its guess, and a supervisor decides.
 */
export type Grade = { points: number; of: number; correct: boolean; undecided?: true };

/**
 * One type of question. Pure. `view` is what the browser may see before the answer, `key` what it may see after it:
 * nothing of the key ever stands in the view.
 */
export type QuestionRules<Q extends Question, Shape extends QuestionShape> = {
  /** `seed` orders the options. */
  view(question: Q, locale: Locale, seed: string, facts: QuestionFacts): Shape["view"];
  /** The answer that a posted value is, or null when it is none to this question: wrong shape, unknown option, too long. */
  parse(question: Q, raw: unknown): Shape["answer"] | null;
  /** The same value out of the fields of a plain form; null: left unanswered. */
  fromForm(values: readonly string[]): unknown;
  grade(question: Q, answer: Shape["answer"], facts: QuestionFacts): Grade;
  /** What is shown after the answer: what was right, and what of this answer was not (null: it was left unanswered). */
  key(question: Q, locale: Locale, answer: Shape["answer"] | null, facts: QuestionFacts): Shape["key"];
};
export type QuestionShape = { view: { type: QuestionKind; stem: string }; answer: object; key: object };

/** What a type's player is given. With a verdict it shows what was right and takes no more answers. */
export type PlayerProps<Shape extends QuestionShape> = {
  view: Shape["view"];
  answer: Shape["answer"] | null;
  /** null: the answer was taken back. */
  onAnswer?: (answer: Shape["answer"] | null) => void;
  verdict?: { correct: boolean; share: string; undecided: boolean; key: Shape["key"] } | null;
  /** The keys 1–9 choose, wherever the focus is. For a page with one question. */
  keys?: boolean;
};

/** Whether `raw` is a plain object, the one form in which answers come. */
export function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
