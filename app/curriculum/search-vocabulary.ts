import { runsOf } from "./search-pinyin";

/** What somebody who mistyped probably meant. Pure. */

const SHORTEST = 4;
const LONGEST = 24;
const NEAREST = 3;

/** The words of searchable texts as somebody types them in letters: English ones, Chinese ones as they are spelled. */
export function vocabularyOf(text: string): Set<string> {
  const words = new Set(text.match(/(?<![a-z\d])[a-z]{4,24}(?![a-z\d])/g) ?? []);
  for (const run of runsOf(text)) for (const spoken of run.spoken) if (isWord(spoken)) words.add(spoken);
  return words;
}

/** Whether typed letters are long enough, and short enough, to be corrected. */
export function isWord(letters: string): boolean {
  return letters.length >= SHORTEST && letters.length <= LONGEST && /^[a-z]+$/.test(letters);
}

/** How many slips away another word may be. */
export const slipsIn = (typed: string): number => (typed.length < 5 ? 1 : 2);

/**
 * How many letters are left out, too many, wrong or swapped with their neighbour between two words; more than `most` counts as one more than that.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? most + 1, most + 1);
}

/** The words nearest to what was typed, those that begin like it first; empty when it is like none. */
export function nearestTo(typed: string, known: readonly string[]): string[] {
  const most = slipsIn(typed);
  const measured = known.map((word) => ({ word, slips: slipsBetween(typed, word, most) }));
  const fewest = Math.min(most, ...measured.map(({ slips }) => slips));
  return measured
    .filter(({ slips }) => slips <= fewest)
    .sort((a, b) => startsAlike(b.word, typed) - startsAlike(a.word, typed) || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word)
    .slice(0, NEAREST);
}

/** How many letters from the first on are the same: slips at a word's end are the commoner ones. */
function startsAlike(word: string, typed: string): number {
  let at = 0;
  while (at < word.length && word[at] === typed[at]) at++;
  return at;
}

/**
 * What may have been meant by several words, from the nearest of each: those that are words, or have none near, stay. Empty when nothing changes.
 */
export function correctionsOf(typed: readonly string[], near: ReadonlyMap<string, readonly string[]>): string[] {
  const first = typed.map((word) => near.get(word)?.[0] ?? word);
  const only = typed.length === 1 ? (near.get(typed[0] ?? "") ?? []) : [first.join(" ")];
  return only.filter((words) => words !== typed.join(" "));
}
