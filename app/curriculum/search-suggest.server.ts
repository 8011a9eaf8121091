import type { Reader } from "~/platform/database.server";
import { anyFound, type SearchFilter } from "./search-find.server";
import { correctionsOf, isWord, nearestTo } from "./search-vocabulary";
import { lettersOf, searchWords } from "./search-words";

/**
 * What may have been meant where a search found nothing: words one or two slips away, out of those that are known (`near`, as the search brought them),
 * that find something under the same filters. What is a word, or no letters, stays. One statement, none where nothing can be corrected.
 */
export async function suggestionsFor(reader: Reader, filter: SearchFilter, near: readonly string[]): Promise<string[]> {
  const typed = lettersOf(filter.words);
  const nearest = new Map(typed.filter(isWord).map((word) => [word, near.includes(word) ? [] : nearestTo(word, near)]));
  const meant = correctionsOf(typed, nearest);
  const found = await anyFound(
    reader,
    meant.map((one) => ({ ...filter, words: searchWords(one), otherwise: null })),
  );
  return meant.filter((_, i) => found[i]);
}
