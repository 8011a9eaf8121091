import { pick } from "~/platform/locale";
import { shuffled } from "~/platform/seed";
import { fieldsOf } from "../form-fields";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

export type TrueFalse = {
  view: { type: "true_false"; stem: string; reasons: { id: string; text: string }[] };
  /** Null: not said yet. Never both. */
  answer: { truth: boolean | null; reason: string | null };
  /** `why`: why somebody picks a wrong reason, by reason. */
  key: { truth: boolean; reason: string; why: Record<string, string> };
};

/**
 * The stem is a statement: is it true, and why. The judgement is worth one point of three, for a coin is right half of the time;
 * its reason two, and only with the right judgement: a wrong one is worth nothing, whatever the reason.
 */
export const trueFalse: QuestionRules<QuestionOf<"true_false">, TrueFalse> = {
  view: (question, locale, seed) => ({
    type: "true_false",
    stem: pick(question.stem, locale),
    reasons: shuffled(question.reasons, seed).map((r) => ({ id: r.id, text: pick(r.text, locale) })),
  }),
  parse(question, raw) {
    if (!isRecord(raw)) return null;
    const { truth = null, reason = null } = raw;
    if (truth !== null && typeof truth !== "boolean") return null;
    const found = question.reasons.find((r) => r.id === reason)?.id ?? null;
    if (found !== reason || (truth === null && found === null)) return null;
    return { truth, reason: found };
  },
  fromForm(values) {
    const fields = new Map(fieldsOf(values));
    if (fields.size === 0) return null;
    const truth = fields.get("truth") ?? null;
    return { truth: truth === "true" ? true : truth === "false" ? false : truth, reason: fields.get("reason") ?? null };
  },
  grade(question, answer) {
    if (answer.truth !== question.answer) return { points: 0, of: 3, correct: false };
    const correct = question.reasons.some((r) => r.correct && r.id === answer.reason);
    return { points: correct ? 3 : 1, of: 3, correct };
  },
  key: (question, locale) => ({
    truth: question.answer,
    reason: question.reasons.find((r) => r.correct)?.id ?? "",
    why: Object.fromEntries(question.reasons.flatMap((r) => (r.why ? [[r.id, pick(r.why, locale)]] : []))),
  }),
};
