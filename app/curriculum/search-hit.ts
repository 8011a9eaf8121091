import type { Locale } from "~/platform/locale";
import { initialsIn, type Run, runsOf, spellingIn } from "./search-pinyin";
import { searchable, type SearchField } from "./search-text";
import type { SearchWord } from "./search-words";

/** A stretch of a text; `hit`: it is what was searched for. */
export type Piece = { text: string; hit: boolean };
/** A stretch with its marks and the language in which it stands; null: in none, such as a code. */
export type Excerpt = { pieces: Piece[]; locale: Locale | null };
type Range = { from: number; to: number };

const BEFORE = 36;
const LENGTH = 150;

/** The text of a range of characters in a run, in units of the searchable text. */
function unitsOf(run: Run, { from, to }: Range): Range {
  const length = (until: number) => run.characters.slice(0, until).join("").length;
  return { from: run.start + length(from), to: run.start + length(to) };
}

function spelledIn(run: Run, word: SearchWord, everywhere: boolean): Range | null {
  for (const parts of word.spellings) {
    const found = spellingIn(run, parts);
    if (found) return unitsOf(run, found);
  }
  const found = word.initials ? initialsIn(run, word.initials, everywhere) : null;
  return found && unitsOf(run, found);
}

/** Where in a text each word stands, in its own units; `spelled`: also where it only sounds so. */
function rangesIn(text: string, words: readonly SearchWord[], spelled: boolean, everywhere: boolean): { ranges: Range[]; found: number } {
  const own = searchable(text);
  const runs = spelled ? runsOf(own.words) : [];
  const ranges: Range[] = [];
  let found = 0;
  for (const word of words) {
    const places: Range[] = [];
    for (let at = own.words.indexOf(word.words); at >= 0; at = own.words.indexOf(word.words, at + 1))
      places.push({ from: at, to: at + word.words.length });
    if (places.length === 0) places.push(...runs.flatMap((run) => spelledIn(run, word, everywhere) ?? []));
    if (places.length > 0) found++;
    ranges.push(...places.map(({ from, to }) => ({ from: own.from[from] ?? 0, to: own.to[to - 1] ?? text.length })));
  }
  return { ranges, found };
}

function piecesOf(text: string, ranges: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, to), hit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** A title with what was searched for marked in it. */
export function markedTitle(title: string, words: readonly SearchWord[]): Piece[] {
  return piecesOf(title, rangesIn(title, words, true, true).ranges);
}

/**
 * The place of the hit: the stretch of a text that holds most of the words, in the reader's language where it can be. Null when none holds any. What
 * stands as such comes before what only sounds so.
 */
export function excerpt(fields: readonly SearchField[], words: readonly SearchWord[], locale: Locale): Excerpt | null {
  const ordered = [...fields.filter((f) => f.locale !== null && f.locale === locale), ...fields.filter((f) => f.locale !== locale)];
  for (const spelled of [false, true]) {
    let best: { text: string; locale: Locale | null; ranges: Range[]; found: number } | null = null;
    for (const { text, locale: language } of ordered) {
      const { ranges, found } = rangesIn(text, words, spelled, false);
      if (found > (best?.found ?? 0)) best = { text, locale: language, ranges, found };
      if (found === words.length) break;
    }
    if (best) return { pieces: cut(best.text, best.ranges), locale: best.locale };
  }
  return null;
}

/** The neighbourhood of the first mark; never half a surrogate pair or, before it, half a word of letters. */
function cut(text: string, ranges: readonly Range[]): Piece[] {
  const first = Math.min(...ranges.map((r) => r.from));
  let from = Math.max(0, first - BEFORE);
  while (
    from > 0 &&
    from < first &&
    /[\p{L}\p{N}\uDC00-\uDFFF]/u.test(text.charAt(from)) &&
    /[a-z\d\uD800-\uDBFF]/i.test(text.charAt(from - 1))
  )
    from++;
  let to = Math.min(text.length, from + LENGTH);
  if (/[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to--;
  const inside = ranges.filter((r) => r.from >= from && r.to <= to).map((r) => ({ from: r.from - from, to: r.to - from }));
  const pieces = piecesOf(text.slice(from, to).replace(/\s/gu, " "), inside);
  return [...(from > 0 ? [{ text: "…", hit: false }] : []), ...pieces, ...(to < text.length ? [{ text: "…", hit: false }] : [])];
}
