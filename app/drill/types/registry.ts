import { Decimal } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { freeReplyExchange } from "./free_reply/exchange";
import { freeReply, type FreeReply } from "./free_reply/rules";
import { fillBlanksExchange } from "./fill_blanks/exchange";
import { fillBlanks, type FillBlanks } from "./fill_blanks/rules";
import { matchExchange } from "./match/exchange";
import { match, type Match } from "./match/rules";
import { multipleChoiceExchange } from "./multiple_choice/exchange";
import { multipleChoice, type MultipleChoice } from "./multiple_choice/rules";
import { chooseNextLineExchange } from "./choose_next_line/exchange";
import { chooseNextLine, type ChooseNextLine } from "./choose_next_line/rules";
import { numberExchange } from "./number/exchange";
import { number, type NumberType } from "./number/rules";
import { orderStepsExchange } from "./order_steps/exchange";
import { orderSteps, type OrderSteps } from "./order_steps/rules";
import { findProductExchange } from "./find_product/exchange";
import { findProduct, type FindProduct } from "./find_product/rules";
import { imageChoiceExchange } from "./image_choice/exchange";
import { imageChoice, type ImageChoice } from "./image_choice/rules";
import type { Exchange } from "./exchange";
import type { Asked, Grade, Question, QuestionFacts, QuestionKind, QuestionOf, QuestionRules } from "./question";
import { rewriteExchange } from "./rewrite/exchange";
import { rewrite, type Rewrite } from "./rewrite/rules";
import { shortTextExchange } from "./short_text/exchange";
import { shortText, type ShortText } from "./short_text/rules";
import { singleChoiceExchange } from "./single_choice/exchange";
import { singleChoice, type SingleChoice } from "./single_choice/rules";
import { spotViolationExchange } from "./spot_violation/exchange";
import { spotViolation, type SpotViolation } from "./spot_violation/rules";
import { trueFalseExchange } from "./true_false/exchange";
import { trueFalse, type TrueFalse } from "./true_false/rules";

/** View, answer and key of every type. A type of the pack format that is missing here, in `rules` or in `exchanges` does not compile. */
export type Shapes = {
  free_reply: FreeReply;
  rewrite: Rewrite;
  spot_violation: SpotViolation;
  image_choice: ImageChoice;
  find_product: FindProduct;
  choose_next_line: ChooseNextLine;
  single_choice: SingleChoice;
  multiple_choice: MultipleChoice;
  short_text: ShortText;
  true_false: TrueFalse;
  number: NumberType;
  fill_blanks: FillBlanks;
  order_steps: OrderSteps;
  match: Match;
};

const rules: { [K in QuestionKind]: QuestionRules<QuestionOf<K>, Shapes[K]> } = {
  free_reply: freeReply,
  rewrite,
  spot_violation: spotViolation,
  image_choice: imageChoice,
  find_product: findProduct,
  choose_next_line: chooseNextLine,
  single_choice: singleChoice,
  multiple_choice: multipleChoice,
  short_text: shortText,
  true_false: trueFalse,
  number,
  fill_blanks: fillBlanks,
  order_steps: orderSteps,
  match,
};

/** How each type goes into files and comes back, in the order in which a file has them. */
export const exchanges: { [K in QuestionKind]: Exchange<QuestionOf<K>> } = {
  single_choice: singleChoiceExchange,
  multiple_choice: multipleChoiceExchange,
  true_false: trueFalseExchange,
  number: numberExchange,
  short_text: shortTextExchange,
  fill_blanks: fillBlanksExchange,
  order_steps: orderStepsExchange,
  match: matchExchange,
  choose_next_line: chooseNextLineExchange,
  spot_violation: spotViolationExchange,
  find_product: findProductExchange,
  image_choice: imageChoiceExchange,
  free_reply: freeReplyExchange,
  rewrite: rewriteExchange,
};

export type QuestionView = Shapes[QuestionKind]["view"];
export type Answer = Shapes[QuestionKind]["answer"];
/** What is shown once a question was answered and graded. */
export type Verdict = {
  correct: boolean;
  /** "0" to "1". */
  share: string;
  /** A supervisor decides; until then this is what a machine can tell. */
  undecided: boolean;
  explanation: string;
  key: Shapes[QuestionKind]["key"];
};

const NOTHING: Grade = { points: 0, of: 1, correct: false };

function viewAs<K extends QuestionKind>(
  kind: K,
  question: QuestionOf<K>,
  locale: Locale,
  seed: string,
  facts: QuestionFacts,
): Shapes[K]["view"] {
  return rules[kind].view(question, locale, seed, facts);
}
function parseAs<K extends QuestionKind>(kind: K, question: QuestionOf<K>, raw: unknown): Shapes[K]["answer"] | null {
  return rules[kind].parse(question, raw);
}
function gradeAs<K extends QuestionKind>(kind: K, question: QuestionOf<K>, raw: unknown, facts: QuestionFacts): Grade {
  const answer = rules[kind].parse(question, raw);
  return answer === null ? NOTHING : rules[kind].grade(question, answer, facts);
}
function keyAs<K extends QuestionKind>(
  kind: K,
  question: QuestionOf<K>,
  locale: Locale,
  raw: unknown,
  facts: QuestionFacts,
): Shapes[K]["key"] {
  return rules[kind].key(question, locale, rules[kind].parse(question, raw), facts);
}

/** What the browser may see of a question before its answer, in one language. */
export function viewOf({ body, facts }: Asked, locale: Locale, seed: string): QuestionView {
  return viewAs(body.type, body, locale, seed, facts);
}

/** The answer that a posted value is, or null when it is none to this question. */
export function parseAnswer(question: Question, raw: unknown): Answer | null {
  return parseAs(question.type, question, raw);
}

/** The posted value that the fields of a plain form make; null: left unanswered. */
export function answerFromForm(question: Question, values: readonly string[]): unknown {
  return rules[question.type].fromForm(values);
}

/** The grade of what was stored as an answer. What is none (left unanswered) is worth nothing. */
export function gradeOf({ body, facts }: Asked, raw: unknown): Grade {
  return gradeAs(body.type, body, raw, facts);
}

/** A grade as a share of full score, "0" to "1", rounded half-up at the twelfth decimal. */
export function shareOf(grade: Grade): string {
  return Decimal.ratio(BigInt(grade.points), BigInt(grade.of)).toString();
}

/** Right or wrong, the right answer and the reason why. Only for a question that was answered, or whose sitting is over. */
export function verdictOf(asked: Asked, raw: unknown, locale: Locale): Verdict {
  const grade = gradeOf(asked, raw);
  return {
    correct: grade.correct,
    share: shareOf(grade),
    undecided: grade.undecided ?? false,
    explanation: pick(asked.body.explanation, locale),
    key: keyAs(asked.body.type, asked.body, locale, raw, asked.facts),
  };
}
