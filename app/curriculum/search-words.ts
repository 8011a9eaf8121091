import { couldBeInitials, spellingsOf } from "./search-pinyin";
import { searchable } from "./search-text";

/** One of the words that somebody searches for: as it stands in a text, as syllables that it may spell, as first letters of a phrase. */
export type SearchWord = { words: string; spellings: string[][]; initials: string | null };

const MOST = 6;
const LONGEST = 60;

/** What somebody typed, as the words that must all be found. Empty when nothing of it can be searched. */
export function searchWords(typed: string): SearchWord[] {
  const parts = typed
    .split(/\s+/u)
    .flatMap((part) => searchable(part).words.split(/\s+/u))
    .filter((part) => part !== "")
    .map((part) => part.slice(0, LONGEST));
  return [...new Set(parts)].slice(0, MOST).map((words) => ({
    words,
    spellings: spellingsOf(words),
    initials: couldBeInitials(words) ? words : null,
  }));
}
