import { couldBeInitials, spellingsOf, syllablesOf } from "./search-pinyin";
import { searchable } from "./search-text";

/** One of the words that somebody searches for: as it stands in a text, as syllables that it may spell, as first letters of a phrase. */
export type SearchWord = { words: string; spellings: string[][]; initials: string | null };

const MOST = 6;
const LONGEST = 60;
const SPELLINGS = 4;

/** What somebody typed, as the words that must all be found. Empty when nothing of it can be searched. */
export function searchWords(typed: string): SearchWord[] {
  return [...new Set(partsOf(typed))].slice(0, MOST).map((words) => ({
    words,
    spellings: spellingsOf(words),
    initials: couldBeInitials(words) ? words : null,
  }));
}

function partsOf(typed: string): string[] {
  return typed
    .split(/\s+/u)
    .flatMap((part) => searchable(part).words.split(/\s+/u))
    .filter((part) => part !== "")
    .map((part) => part.slice(0, LONGEST));
}

/** What was typed, word by word, as it would stand in a list of words: syllables together. */
export function lettersOf(words: readonly SearchWord[]): string[] {
  return words.map((word) => (word.spellings.length > 0 ? word.words.replaceAll(" ", "") : word.words));
}

/**
 * Several words that are syllables all, as the one phrase that they spell: "qi tian" is 七天 before it is 七 somewhere and 天 elsewhere. Null for anything
 * else. The last may be unfinished.
 */
export function phraseOf(typed: string): SearchWord | null {
  const parts = partsOf(typed);
  if (parts.length < 2 || parts.length > MOST) return null;
  let spellings: string[][] = [[]];
  for (const [at, part] of parts.entries()) {
    const ways = syllablesOf(part, at === parts.length - 1);
    spellings = spellings.flatMap((before) => ways.map((way) => [...before, ...way])).slice(0, SPELLINGS);
  }
  return spellings.length > 0 ? { words: parts.join(" "), spellings, initials: null } : null;
}
