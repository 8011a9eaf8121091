import { pick } from "~/platform/locale";
import { plain, saysTheSame, withoutControls } from "~/wording/normalise";
import { isSlipOf, type SlipLimits } from "~/wording/slip";
import { SHORT_TEXT_LENGTH } from "../lengths";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

type Question = QuestionOf<"short_text">;
export type ShortText = {
  view: { type: "short_text"; stem: string; hint: string | null };
  answer: { text: string };
  /** Accepted wordings, the usual one first; and the one that was meant, where the answer is it but for a slip. */
  key: { accepted: string[]; slipOf: string | null };
};

const FORGIVEN: SlipLimits = { letters: 6, characters: 5 };

const acceptedIn = ({ accepted }: Question) => [...accepted["zh-CN"], ...accepted.en];
const isAccepted = (question: Question, text: string) => acceptedIn(question).some((accepted) => saysTheSame(accepted, text));

/** The accepted wording without digits that a text is but for one slip. */
function slipOf(question: Question, text: string): string | null {
  if (isAccepted(question, text)) return null;
  return acceptedIn(question).find((accepted) => !/\p{N}/u.test(accepted) && isSlipOf(accepted, text, FORGIVEN)) ?? null;
}

/** A few words or a number, typed. Any accepted wording of either language is right, in longer ones with a slip too; there are no part points. */
export const shortText: QuestionRules<Question, ShortText> = {
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
    const correct = isAccepted(question, answer.text) || slipOf(question, answer.text) !== null;
    return { points: correct ? 1 : 0, of: 1, correct };
  },
  key: (question, locale, answer) => ({ accepted: question.accepted[locale], slipOf: answer && slipOf(question, answer.text) }),
};
