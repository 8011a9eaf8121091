import { pick } from "~/platform/locale";
import { plain, withoutControls } from "~/wording/normalise";
import { NUMBER_LENGTH } from "../lengths";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";
import { exactly, readNumber } from "./reading";

export type NumberType = {
  view: { type: "number"; stem: string; unit: string };
  answer: { text: string };
  /** `tolerance` null: nothing else is right. `read`: the number that the answer was read as, in the unit; null when it is none. */
  key: { answer: string; tolerance: string | null; unit: string; read: string | null };
};

/** A number in a unit, typed in digits or words. Right within the tolerance, its bounds included; there are no part points. */
export const number: QuestionRules<QuestionOf<"number">, NumberType> = {
  view: (question, locale) => ({ type: "number", stem: pick(question.stem, locale), unit: pick(question.unit, locale) }),
  parse(_question, raw) {
    if (!isRecord(raw) || typeof raw.text !== "string" || raw.text.length > NUMBER_LENGTH) return null;
    return { text: withoutControls(raw.text) };
  },
  fromForm: ([text]) => (text && plain(text).trim() !== "" ? { text } : null),
  grade(question, answer) {
    const { correct } = readNumber(question, answer.text);
    return { points: correct ? 1 : 0, of: 1, correct };
  },
  key: (question, locale, answer) => ({
    answer: shown(question.answer),
    tolerance: question.tolerance > 0 ? shown(question.tolerance) : null,
    unit: pick(question.unit, locale),
    read: answer && readNumber(question, answer.text).value,
  }),
};

const shown = (value: number) => exactly(value)?.toString() ?? String(value);
