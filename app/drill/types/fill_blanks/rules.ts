import { type LocalText, pick } from "~/platform/locale";
import { plain, saysTheSame, withoutControls } from "~/wording/normalise";
import { BLANK_LENGTH } from "../lengths";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";

type Blanks = QuestionOf<"fill_blanks">;
/** A piece of the text: words, or a blank. The blanks count from 1 as they come; `again`: the same blank stands there once more. */
export type BlankPart = { text: string } | { blank: string; n: number; again: boolean };
export type FillBlanks = {
  view: { type: "fill_blanks"; stem: string; parts: BlankPart[] };
  /** What was written, by blank; blanks that hold nothing are left out. */
  answer: { blanks: Record<string, string> };
  /** Accepted wordings by blank, the usual one first, and whether this answer's is one. */
  key: { blanks: Record<string, { correct: boolean; accepted: string[] }> };
};

function partsOf(question: Blanks, text: string): BlankPart[] {
  const numbers = new Map<string, number>();
  // Odd pieces are ids of blanks; what only looks like one is text.
  return text.split(/\[\[(\w+)\]\]/).flatMap((piece, i): BlankPart[] => {
    if (i % 2 === 0) return piece === "" ? [] : [{ text: piece }];
    if (!question.blanks.some((b) => b.id === piece)) return [{ text: `[[${piece}]]` }];
    const n = numbers.get(piece);
    if (n === undefined) numbers.set(piece, numbers.size + 1);
    return [{ blank: piece, n: n ?? numbers.size, again: n !== undefined }];
  });
}

const WORDS_BEFORE = /(?:\p{Script=Han}{1,4}|(?<![a-z])[a-z]+)$/u;
const WORDS_AFTER = /^(?:\p{Script=Han}{1,4}|[a-z]+(?![a-z]))/u;
const isLatin = (text: string) => /[a-z]/.test(text);

/** A text and what is left of it without the words that stand after the blank: Chinese character by character, English the whole word. */
function withoutEnd(text: string, after: string): string[] {
  const words = WORDS_AFTER.exec(after)?.[0] ?? "";
  if (isLatin(words)) return WORDS_BEFORE.exec(text)?.[0] === words ? [text, text.slice(0, -words.length).trim()] : [text];
  const ends = [...words].map((_, n) => words.slice(0, n + 1)).filter((end) => text.endsWith(end));
  return [text, ...ends.map((end) => text.slice(0, -end.length).trim())];
}

function withoutStart(text: string, before: string): string[] {
  const words = WORDS_BEFORE.exec(before)?.[0] ?? "";
  if (isLatin(words)) return WORDS_AFTER.exec(text)?.[0] === words ? [text, text.slice(words.length).trim()] : [text];
  const starts = [...words].map((_, n) => words.slice(n)).filter((start) => text.startsWith(start));
  return [text, ...starts.map((start) => text.slice(start.length).trim())];
}

/** What was written, and the same without the words that stand beside the blank: people write "7 天" where 天 follows. */
function readings(body: LocalText, id: string, written: string): string[] {
  const given = plain(written).trim();
  const found = [body["zh-CN"], body.en].flatMap((text) => {
    const [before = "", after = ""] = text.split(`[[${id}]]`).map((piece) => plain(piece).trim());
    return withoutEnd(given, after).flatMap((rest) => withoutStart(rest, before));
  });
  return [...new Set(found)].filter((text) => text !== "");
}

function isAccepted(question: Blanks, blank: Blanks["blanks"][number], written: string | undefined): boolean {
  if (written === undefined) return false;
  const wordings = [...blank.accepted["zh-CN"], ...blank.accepted.en];
  return readings(question.body, blank.id, written).some((said) => wordings.some((w) => saysTheSame(w, said)));
}

/** A text with blanks to be filled; a point for each blank that holds an accepted wording, of whichever language. */
export const fillBlanks: QuestionRules<Blanks, FillBlanks> = {
  view: (question, locale) => ({
    type: "fill_blanks",
    stem: pick(question.stem, locale),
    parts: partsOf(question, pick(question.body, locale)),
  }),
  parse(question, raw) {
    if (!isRecord(raw) || !isRecord(raw.blanks)) return null;
    const given = new Map(Object.entries(raw.blanks));
    const blanks: [string, string][] = [];
    for (const { id } of question.blanks) {
      const written = given.get(id);
      given.delete(id);
      if (written === undefined) continue;
      if (typeof written !== "string" || written.length > BLANK_LENGTH) return null;
      if (plain(written).trim() !== "") blanks.push([id, withoutControls(written)]);
    }
    return given.size > 0 || blanks.length === 0 ? null : { blanks: Object.fromEntries(blanks) };
  },
  /** Each blank posts its id (a hidden field) and then what was written. */
  fromForm(values) {
    const blanks: [string, string][] = [];
    for (let at = 0; at + 1 < values.length; at += 2) blanks.push([values[at] ?? "", values[at + 1] ?? ""]);
    return blanks.some(([, written]) => plain(written).trim() !== "") ? { blanks: Object.fromEntries(blanks) } : null;
  },
  grade(question, answer) {
    const of = question.blanks.length;
    const points = question.blanks.filter((blank) => isAccepted(question, blank, answer.blanks[blank.id])).length;
    return { points, of, correct: points === of };
  },
  key: (question, locale, answer) => ({
    blanks: Object.fromEntries(
      question.blanks.map((blank) => [
        blank.id,
        { correct: isAccepted(question, blank, answer?.blanks[blank.id]), accepted: blank.accepted[locale] },
      ]),
    ),
  }),
};
