import { simplifiedCharacter } from "../simplified";
import type { Stretch } from "../signs";
import type { Language } from "./word-classes";

/** What stands around a stretch: its clause, the rest of its sentence, the rest of the text, each before and behind it. */
export type Surroundings = Record<"cb" | "ca" | "sb" | "sa" | "ob" | "oa", Stretch>;

const CLAUSE = /[，。！？；：,.!?;:\n…~～—–]/u;
const SENTENCE = /[。！？!?\n；;]/u;

const QUOTES: Readonly<Record<string, string>> = {
  ...{ "’": "'", ʼ: "'", "`": "'", "´": "'", "‘": "'" },
  ...{ "「": '"', "『": '"', "“": '"', "”": '"', "』": '"', "」": '"' },
};

function levelledUnit(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0x4e00 && code <= 0x9fff) return simplifiedCharacter(character);
  const plain = code < 0x80 ? character.toLowerCase() : character.normalize("NFKC").toLowerCase();
  const level = plain.length === 1 ? plain : character;
  return QUOTES[level] ?? level;
}

/** The text that was levelled last: one text is asked about for each of its words. */
let last = { text: "", level: "" };

/** A text for reading: lower case, ordinary width, simplified, one kind of quotation mark; every place stays where it was. */
export function levelled(text: string): string {
  if (last.text !== text) {
    let level = "";
    for (let at = 0; at < text.length; at++) level += levelledUnit(text.charAt(at));
    last = { text, level };
  }
  return last.level;
}

/** In which language a text is read: Chinese as soon as a fair part of it is. */
export function languageOf(text: string): Language {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return characters > words ? "zh" : "en";
}

const endsSentence = (text: string, at: number) =>
  SENTENCE.test(text.charAt(at)) || (text.charAt(at) === "." && /^\s|^$/.test(text.charAt(at + 1)));

/** The surroundings of a stretch of a levelled text. */
export function surroundings(text: string, { from, to }: Stretch): Surroundings {
  let [clause, clauseEnd, sentence, sentenceEnd] = [from, to, from, to];
  while (clause > 0 && !CLAUSE.test(text.charAt(clause - 1))) clause--;
  while (clauseEnd < text.length && !CLAUSE.test(text.charAt(clauseEnd))) clauseEnd++;
  while (sentence > 0 && !endsSentence(text, sentence - 1)) sentence--;
  while (sentenceEnd < text.length && !endsSentence(text, sentenceEnd)) sentenceEnd++;
  // A figure's point parts no clause that a sentence would not.
  clause = Math.max(clause, sentence);
  clauseEnd = Math.min(clauseEnd, sentenceEnd);
  return {
    cb: { from: clause, to: from },
    ca: { from: to, to: clauseEnd },
    sb: { from: sentence, to: clause },
    sa: { from: clauseEnd, to: sentenceEnd },
    ob: { from: 0, to: sentence },
    oa: { from: sentenceEnd, to: text.length },
  };
}
