import { Decimal } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { multipleChoice, type MultipleChoice } from "./multiple_choice/rules";
import type { Grade, Question, QuestionKind, QuestionOf, QuestionRules } from "./question";
import { shortText, type ShortText } from "./short_text/rules";
import { singleChoice, type SingleChoice } from "./single_choice/rules";

/** View, answer and key of every type. A type of the pack format that is missing here or in `rules` does not compile. */
export type Shapes = { single_choice: SingleChoice; multiple_choice: MultipleChoice; short_text: ShortText };

const rules: { [K in QuestionKind]: QuestionRules<QuestionOf<K>, Shapes[K]> } = {
  single_choice: singleChoice,
  multiple_choice: multipleChoice,
  short_text: shortText,
};

export type QuestionView = Shapes[QuestionKind]["view"];
export type Answer = Shapes[QuestionKind]["answer"];
/** What is shown once a question was answered and graded. */
export type Verdict = { correct: boolean; share: string; explanation: string; key: Shapes[QuestionKind]["key"] };

const NOTHING: Grade = { points: 0, of: 1, correct: false };

function viewAs<K extends QuestionKind>(kind: K, question: QuestionOf<K>, locale: Locale, seed: string): Shapes[K]["view"] {
  return rules[kind].view(question, locale, seed);
}
function parseAs<K extends QuestionKind>(kind: K, question: QuestionOf<K>, raw: unknown): Shapes[K]["answer"] | null {
  return rules[kind].parse(question, raw);
}
function gradeAs<K extends QuestionKind>(kind: K, question: QuestionOf<K>, raw: unknown): Grade {
  const answer = rules[kind].parse(question, raw);
  return answer === null ? NOTHING : rules[kind].grade(question, answer);
}
function keyAs<K extends QuestionKind>(kind: K, question: QuestionOf<K>, locale: Locale): Shapes[K]["key"] {
  return rules[kind].key(question, locale);
}

/** What the browser may see of a question before its answer, in one language. */
export function viewOf(question: Question, locale: Locale, seed: string): QuestionView {
  return viewAs(question.type, question, locale, seed);
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
export function gradeOf(question: Question, raw: unknown): Grade {
  return gradeAs(question.type, question, raw);
}

/** A grade as a share of full score, "0" to "1", rounded half-up at the twelfth decimal. */
export function shareOf(grade: Grade): string {
  return Decimal.ratio(BigInt(grade.points), BigInt(grade.of)).toString();
}

/** Right or wrong, the right answer and the reason why. Only for a question that was answered, or whose sitting is over. */
export function verdictOf(question: Question, raw: unknown, locale: Locale): Verdict {
  const grade = gradeOf(question, raw);
  return {
    correct: grade.correct,
    share: shareOf(grade),
    explanation: pick(question.explanation, locale),
    key: keyAs(question.type, question, locale),
  };
}
