import type { ItemBody } from "~/curriculum/pack";
import type { Question } from "~/curriculum/pack-question";
import { type Locale, pick } from "~/platform/locale";

type Kind = Question["type"];

/** What counts as quick, as content says it: seconds by type, and how many letters are read in a second. */
export type Targets = Pick<ItemBody<"drill_rules">, "seconds" | "reading">;

/** Types where the right answer is seen and only picked. */
const recognised: readonly Kind[] = ["single_choice", "multiple_choice", "choose_next_line", "image_choice", "true_false", "match"];

/** Whether the answer is picked among what is shown, not produced. */
export function isRecognised(type: Kind): boolean {
  return recognised.includes(type);
}

/** The time in which an answer counts as quick, in ms: the question's own target, or its type's plus the time to read what is shown, in the reader's language. */
export function targetMs(question: Question, locale: Locale, { seconds, reading }: Targets): number {
  if (question.target_seconds !== undefined) return question.target_seconds * 1000;
  const perSecond = locale === "en" ? reading.english : reading.chinese;
  return seconds[question.type] * 1000 + Math.round((1000 * lettersShown(question, locale)) / perSecond);
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
