import { pick } from "~/platform/locale";
import { plain, saysTheSame, withoutControls } from "~/wording/normalise";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

export type ShortText = {
  view: { type: "short_text"; stem: string; hint: string | null };
  answer: { text: string };
  /** Accepted wordings, the usual one first. */
  key: { accepted: string[] };
};

/** Longest answer taken; what is longer was not typed into the field. */
export const SHORT_TEXT_LENGTH = 200;

/** A few words or a number, typed. Any accepted wording of either language is right. */
export const shortText: QuestionRules<QuestionOf<"short_text">, ShortText> = {
  view: (question, locale) => ({
    type: "short_text",
    stem: pick(question.stem, locale),
    hint: question.answer_hint ? pick(question.answer_hint, locale) : null,
  }),
  parse(_question, raw) {
    if (!isRecord(raw) || typeof raw.text !== "string" || raw.text.length > SHORT_TEXT_LENGTH) return null;
    return { text: withoutControls(raw.text) };
  },
  fromForm: ([text]) => (text && plain(text).trim() !== "" ? { text } : null),
  grade(question, answer) {
    const correct = [...question.accepted["zh-CN"], ...question.accepted.en].some((accepted) => saysTheSame(accepted, answer.text));
    return { points: correct ? 1 : 0, of: 1, correct };
  },
  key: (question, locale) => ({ accepted: question.accepted[locale] }),
};
