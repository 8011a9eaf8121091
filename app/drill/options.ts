import type { Question } from "~/curriculum/pack-question";
import type { LocalText } from "~/platform/locale";
import { bareWords, saysTheSame } from "~/wording/normalise";

/** An option of a question as its picks are counted. */
export type CountedOption = { id: string; right: boolean; text: LocalText | null; product: string | null };

/** The options of a question whose picks are counted; none: it is answered in another way. A judgement counts as "true" and "false". */
export function countedOptions(body: Question): CountedOption[] {
  switch (body.type) {
    case "single_choice":
    case "multiple_choice":
    case "choose_next_line":
      return body.options.map(({ id, correct, text }) => ({ id, right: correct, text, product: null }));
    case "image_choice":
      return body.options.map(({ id, correct, product }) => ({ id, right: correct, text: null, product }));
    case "true_false":
      return [
        ...[true, false].map((truth) => ({ id: String(truth), right: body.answer === truth, text: null, product: null })),
        ...body.reasons.map(({ id, correct, text }) => ({ id, right: correct, text, product: null })),
      ];
    default:
      return [];
  }
}

/** A wrong answer and how often it was given. `blank`: of a text with blanks, which one it was written into. */
export type WrongAnswer = { text: string; blank: string | null; n: number };

/** Of what one person alone wrote nothing is shown: it may say who it was. */
const SHOWN_TIMES = 2;

/**
 * The most frequent wrong answers among what was counted: writings that differ in width, case, spaces or punctuation taken together under the most frequent of
 * them, and what is right in a text whose other blanks are wrong left out.
 */
export function wrongAnswers(body: Question, picks: ReadonlyMap<string, number>, most = 8): WrongAnswer[] {
  const together = new Map<string, WrongAnswer>();
  for (const [pick, n] of [...picks].toSorted((a, b) => b[1] - a[1])) {
    const answer = asWritten(body, pick);
    const words = answer && bareWords(answer.text);
    if (!answer || !words) continue;
    const key = `${answer.blank ?? ""} ${words}`;
    together.set(key, { ...(together.get(key) ?? answer), n: (together.get(key)?.n ?? 0) + n });
  }
  return [...together.values()]
    .filter(({ n }) => n >= SHOWN_TIMES)
    .toSorted((a, b) => b.n - a.n)
    .slice(0, most);
}

function asWritten(body: Question, pick: string): Omit<WrongAnswer, "n"> | null {
  if (body.type !== "fill_blanks") return { text: pick, blank: null };
  const [blank = "", ...rest] = pick.split(" ");
  const text = rest.join(" ");
  const accepted = body.blanks.find(({ id }) => id === blank)?.accepted;
  const isRight = !accepted || [...accepted["zh-CN"], ...accepted.en].some((one) => saysTheSame(one, text));
  return isRight ? null : { text, blank };
}
