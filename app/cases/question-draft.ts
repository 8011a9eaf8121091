import type { ChatLine } from "@db/schema";
import type { LocalText } from "~/platform/locale";

/** What somebody said in one language stands so in every one until it is translated. */
const verbatim = (text: string): LocalText => ({ "zh-CN": text, en: text });
const MOST_LINES = 12;
const MOST_WRONG = 3;
const LETTERS = ["a", "b", "c", "d"] as const;

type Of = { number: number; title: string; lines: readonly ChatLine[]; marked: readonly number[]; better: string; why: string };
/** Where the question belongs, as far as it is known; whoever edits it chooses the rest. */
type Place = { lesson: string; topic: string };

/**
 * The draft of a question from a case: the chat up to the line that lost it, then "which line next?". The lines that lost it are the wrong options, what should have been said is the right
 * one. A draft: it need not be sound, and another distractor or two does it good.
 */
export function questionDraft({ number, title, lines, marked, better, why }: Of, { lesson, topic }: Place): Record<string, unknown> {
  const wrongAt = marked.filter((at) => lines[at]?.who === "agent");
  const first = wrongAt[0] ?? lines.findIndex(({ who }) => who === "agent");
  const said = lines.slice(0, first < 0 ? lines.length : first).filter(({ who, text }) => who !== "system" && text.trim() !== "");
  const wrong = [...new Set((wrongAt.length > 0 ? wrongAt : [first]).flatMap((at) => lines[at]?.text.trim() || []))].slice(0, MOST_WRONG);
  // The right one stands where the number of the case puts it: not always first.
  const texts = wrong.map((text) => ({ text, correct: false }));
  texts.splice(number % (texts.length + 1), 0, { text: better, correct: true });
  return {
    type: "choose_next_line",
    ...{ topic, lesson, difficulty: 2, critical: false, required: true, quality: "courage_to_ask" },
    stem: { "zh-CN": `${title}：下一句发什么？`, en: `${title}: which line next?` },
    chat: said.slice(-MOST_LINES).map(({ who, text }) => ({ who: who === "buyer" ? "customer" : "agent", text: verbatim(text) })),
    options: texts.map(({ text, correct }, at) => ({ id: LETTERS[at], text: verbatim(text), ...(correct ? { correct } : {}) })),
    explanation: verbatim(why.trim() || better),
  };
}

/** The short name of a question from a case: "case-41", then "case-41-2". */
export const questionSlug = (number: number, nth: number): string => (nth <= 1 ? `case-${number}` : `case-${number}-${nth}`);
