import type { Question } from "~/curriculum/pack-question";
import { type Locale, pick } from "~/platform/locale";

type Kind = Question["type"];

/** Seconds to answer once it is read, where the question names no target: choice 12 s, a few words 45 s (the domain's); what is put together lies between or above. */
const seconds: Record<Kind, number> = {
  single_choice: 12,
  image_choice: 12,
  choose_next_line: 15,
  true_false: 15,
  multiple_choice: 20,
  number: 20,
  find_product: 20,
  spot_violation: 30,
  match: 40,
  order_steps: 40,
  short_text: 45,
  fill_blanks: 45,
  free_reply: 90,
  rewrite: 90,
};

/** Types where the right answer is seen and only picked. */
const recognised: readonly Kind[] = ["single_choice", "multiple_choice", "choose_next_line", "image_choice", "true_false", "match"];

/** Whether the answer is picked among what is shown, not produced. */
export function isRecognised(type: Kind): boolean {
  return recognised.includes(type);
}

const PER_SECOND = { "zh-CN": 7, en: 18 } as const;

/** The time in which an answer counts as quick, in ms: the question's own target, or its type's plus the time to read what is shown, in the reader's language. */
export function targetMs(question: Question, locale: Locale): number {
  if (question.target_seconds !== undefined) return question.target_seconds * 1000;
  return seconds[question.type] * 1000 + Math.round((1000 * lettersShown(question, locale)) / PER_SECOND[locale]);
}

/** Letters of everything that has to be read before the answer. */
function lettersShown(question: Question, locale: Locale): number {
  const texts = [question.stem];
  if ("chat" in question && question.chat) texts.push(...question.chat.map((line) => line.text));
  if (question.type === "single_choice" || question.type === "multiple_choice" || question.type === "choose_next_line")
    texts.push(...question.options.map((option) => option.text));
  if (question.type === "true_false") texts.push(...question.reasons.map((reason) => reason.text));
  if (question.type === "fill_blanks") texts.push(question.body);
  if (question.type === "order_steps") texts.push(...question.steps.map((step) => step.text));
  if (question.type === "match") texts.push(...question.pairs.flatMap((pair) => [pair.left, pair.right]), ...question.extra);
  if (question.type === "rewrite") texts.push(question.poor);
  return texts.reduce((sum, text) => sum + pick(text, locale).length, 0);
}
