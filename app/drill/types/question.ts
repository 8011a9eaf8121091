import type { AskableQuestion } from "~/curriculum/pack-question";
import type { Locale } from "~/platform/locale";

/** A question as content stores it, with its key. Never leaves the server whole. */
export type Question = AskableQuestion;
export type QuestionKind = Question["type"];
export type QuestionOf<K extends QuestionKind> = Extract<Question, { type: K }>;

/** What an answer is worth: `points` of `of`, whole numbers, so that a sum of shares stays exact until its one division. */
export type Grade = { points: number; of: number; correct: boolean };

/**
 * One type of question. Pure. `view` is what the browser may see before the answer, `key` what it may see after it:
 * nothing of the key ever stands in the view.
 */
export type QuestionRules<Q extends Question, Shape extends QuestionShape> = {
  /** `seed` orders the options. */
  view(question: Q, locale: Locale, seed: string): Shape["view"];
  /** The answer that a posted value is, or null when it is none to this question: wrong shape, unknown option, too long. */
  parse(question: Q, raw: unknown): Shape["answer"] | null;
  /** The same value out of the fields of a plain form; null: left unanswered. */
  fromForm(values: readonly string[]): unknown;
  grade(question: Q, answer: Shape["answer"]): Grade;
  key(question: Q, locale: Locale): Shape["key"];
};
export type QuestionShape = { view: { type: QuestionKind; stem: string }; answer: object; key: object };

/** What a type's player is given. With a verdict it shows what was right and takes no more answers. */
export type PlayerProps<Shape extends QuestionShape> = {
  view: Shape["view"];
  answer: Shape["answer"] | null;
  /** null: the answer was taken back. */
  onAnswer?: (answer: Shape["answer"] | null) => void;
  verdict?: { correct: boolean; key: Shape["key"] } | null;
  /** The keys 1–9 choose, wherever the focus is. For a page with one question. */
  keys?: boolean;
};

/** Whether `raw` is a plain object, the one form in which answers come. */
export function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
