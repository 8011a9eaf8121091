import kept from "./mask-lexicon.json" with { type: "json" };

/**
 * Which Latin words are given names, surnames or everyday words, of some 38,000: kept as marks at four hashed places each, so that one word in a hundred that is none of them passes for
 * one. Written by test/labelled/masker/write-lexicon.ts. Pure.
 */

export const LEXICON_BITS = 1 << 17;
export const LISTS_OF_WORDS = ["given", "surname", "common"] as const;

/** The number of a word in small letters without accents (FNV-1a). */
export function numberOfWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** Where a word is marked, for one of four marks. */
export function placeOfMark(number: number, mark: number): number {
  const second = Math.imul(number ^ (number >>> 15), 0x85ebca6b) | 1;
  return ((number ^ (number >>> 16)) + Math.imul(mark, second ^ (second >>> 13))) & (LEXICON_BITS - 1);
}

let lists: Buffer[] | null = null;

/** In which lists a word stands: 1 given names, 2 surnames, 4 everyday words. */
export function wordLists(word: string): number {
  lists ??= LISTS_OF_WORDS.map((name) => Buffer.from(kept[name], "base64"));
  const number = numberOfWord(word);
  let found = 7;
  for (let mark = 0; mark < 4; mark++) {
    const place = placeOfMark(number, mark);
    for (let list = 0; list < 3; list++) if (!(((lists[list]?.[place >> 3] ?? 0) >> (place & 7)) & 1)) found &= ~(1 << list);
    if (found === 0) return 0;
  }
  return found;
}

/** A word without accents, in small letters. */
export function plainWord(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z']*$/.test(lower)
    ? lower
    : lower
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .replace(/ø/g, "o")
        .replace(/ł/g, "l")
        .replace(/đ/g, "d")
        .replace(/ı/g, "i");
}
