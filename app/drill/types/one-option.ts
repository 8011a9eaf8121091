import { type Locale, type LocalText, pick } from "~/platform/locale";
import { shuffled } from "~/platform/seed";
import { type Grade, isRecord } from "./question";

/** Right options, and why somebody picks a wrong one. */
export type ChoiceKey = { right: string[]; why: Record<string, string> };
export type OptionAnswer = { option: string };
export type ShownOption = { id: string; text: string };
type Keyed = { id: string; correct: boolean; why?: LocalText | undefined };

/** What all types share of whose options one is right: reading the pick and grading it, all or nothing. */
export const oneOption = {
  parse({ options }: { options: readonly Keyed[] }, raw: unknown): OptionAnswer | null {
    if (!isRecord(raw)) return null;
    const found = options.find((o) => o.id === raw.option);
    return found ? { option: found.id } : null;
  },
  fromForm: ([option]: readonly string[]): unknown => (option ? { option } : null),
  grade({ options }: { options: readonly Keyed[] }, answer: OptionAnswer): Grade {
    const correct = options.some((o) => o.correct && o.id === answer.option);
    return { points: correct ? 1 : 0, of: 1, correct };
  },
};

/** Options in one language, in the order that the seed decides. */
export function shownOptions(options: readonly { id: string; text: LocalText }[], locale: Locale, seed: string): ShownOption[] {
  return shuffled(options, seed).map((o) => ({ id: o.id, text: pick(o.text, locale) }));
}

/** The key of a question with options, one or several of them right. */
export function choiceKey({ options }: { options: readonly Keyed[] }, locale: Locale): ChoiceKey {
  return {
    right: options.filter((o) => o.correct).map((o) => o.id),
    why: Object.fromEntries(options.flatMap((o) => (o.why ? [[o.id, pick(o.why, locale)]] : []))),
  };
}
