import { UNSEEN } from "./normalise";
import { simplifiedCharacter } from "./simplified";

/**
 * A text reduced to its letters and digits, each of which remembers where it stood. Everything that hides a word goes: width, case,
 * accents, circles and squares around letters, traditional forms, spaces, punctuation, pictographs, zero-width characters.
 */
export type Folded = {
  source: string;
  /** Letters and digits only, UTF-16. */
  words: string;
  /** For each unit of `words`: where its character begins and ends in the source, in UTF-16 units. */
  from: number[];
  to: number[];
};

const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const MARKS = /\p{M}+/gu;
const MARK = /^\p{M}$/u;

/** Letters in filled circles and squares and figures in filled circles, which Unicode does not take apart: 🅥, 🆅 (and 🅰, 🅱, 🅾, 🅿 among them), ❶. */
function enclosedLetter(point: number): string | null {
  for (const first of [0x2776, 0x2780, 0x278a]) if (point >= first && point < first + 10) return String(point - first + 1);
  for (const first of [0x1f150, 0x1f170]) if (point >= first && point < first + 26) return String.fromCharCode(97 + point - first);
  return null;
}

/** Whether a UTF-16 unit is one of the ordinary Chinese characters. */
export const isPlainHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;
const couldBeMark = (code: number) => code >= 0x300;

const read = new Map<string, string>();
const MOST_READ = 2000;

/** The letters and digits that a character (with its marks) stands for; mostly one, sometimes none or several. */
function lettersOf(cluster: string): string {
  let letters = read.get(cluster);
  if (letters === undefined) {
    if (read.size >= MOST_READ) read.clear();
    read.set(cluster, (letters = lettersIn(cluster)));
  }
  return letters;
}

function lettersIn(cluster: string): string {
  const enclosed = enclosedLetter(cluster.codePointAt(0) ?? 0);
  if (enclosed) return enclosed;
  let letters = "";
  for (const part of cluster.normalize("NFKD").replace(MARKS, "").toLowerCase().normalize("NFKC"))
    if (LETTER_OR_DIGIT.test(part)) letters += simplifiedCharacter(part);
  return letters;
}

/** Reduce a text to its letters and digits, keeping their positions. */
export function fold(source: string): Folded {
  const from: number[] = [];
  const to: number[] = [];
  let words = "";
  const put = (letters: string, start: number, end: number) => {
    words += letters;
    for (let unit = 0; unit < letters.length; unit++) {
      from.push(start);
      to.push(end);
    }
  };
  let at = 0;
  while (at < source.length) {
    const start = at;
    const code = source.charCodeAt(at);
    const point = source.codePointAt(at) ?? code;
    at += point > 0xffff ? 2 : 1;
    const next = source.charCodeAt(at);
    // The two common cases, without the costly ones below.
    if (code < 0x80 && !couldBeMark(next)) {
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) put(source.charAt(start), start, at);
      else if (code >= 65 && code <= 90) put(String.fromCharCode(code + 32), start, at);
      continue;
    }
    if (isPlainHan(code) && (isPlainHan(next) || !couldBeMark(next))) {
      put(simplifiedCharacter(source.charAt(start)), start, at);
      continue;
    }
    while (at < source.length) {
      const follower = String.fromCodePoint(source.codePointAt(at) ?? 0);
      if (!MARK.test(follower)) break;
      at += follower.length;
    }
    const letters = lettersOf(source.slice(start, at));
    if (letters !== "") put(letters, start, at);
  }
  return { source, words, from, to };
}

/** What stands in the source between two neighbouring units of the words: before the unit `index`. Unseen characters do not count. */
export function gapBefore(folded: Folded, index: number): string {
  const start = index === 0 ? 0 : (folded.to[index - 1] ?? 0);
  const end = folded.from[index] ?? folded.source.length;
  return end <= start ? "" : folded.source.slice(start, end).replace(UNSEEN, "");
}

/**
 * How far a gap separates: `none`, a `sign` or a `space` (which people put between the characters of a word to hide it),
 * a `clause` or a `sentence` that ends there: what follows begins something new.
 */
export type GapKind = "none" | "sign" | "space" | "clause" | "sentence";

// A lone full stop or comma hides; one before a space ends something.
const SENTENCE = /[。！？\n\r｡]|[.!?](?=\s)/u;
const CLAUSE = /[；，、：…､]|[,;:](?=\s)|\s[-–—]+\s/u;

/** Which kind of gap it is. */
export function gapKind(gap: string): GapKind {
  if (gap === "") return "none";
  if (SENTENCE.test(gap)) return "sentence";
  if (CLAUSE.test(gap)) return "clause";
  return /\s/u.test(gap) ? "space" : "sign";
}

/** Whether something ends before the unit `index`: a clause, a sentence, the text. */
export function endsBefore(folded: Folded, index: number): boolean {
  if (index === 0 || index === folded.words.length) return true;
  const kind = gapKind(gapBefore(folded, index));
  return kind === "clause" || kind === "sentence";
}
