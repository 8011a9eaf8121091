import { ENGLISH } from "./words-en";
import { CHINESE } from "./words-zh";

/** A word of a stretch of text that is of some class, and where it begins: in characters (Chinese) or in words (English). */
export type Classed = { at: number; word: string; classes: readonly string[] };
export type Language = "zh" | "en";

function classesByWord(words: Readonly<Record<string, string>>): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [name, list] of Object.entries(words)) for (const word of list.split(" ")) map.set(word, [...(map.get(word) ?? []), name]);
  return map;
}

const chinese = classesByWord(CHINESE);
const english = classesByWord(ENGLISH);
/** How long the longest word is that begins with a character. */
const longest = new Map<string, number>();
for (const word of chinese.keys()) longest.set(word.charAt(0), Math.max(word.length, longest.get(word.charAt(0)) ?? 0));

/** The words of an English stretch, lower case; a number is "0". */
export function englishWordsIn(stretch: string): string[] {
  return (stretch.match(/[a-z]+(?:'[a-z]+)?|\d+|\?/g) ?? []).map((word) => (/\d/.test(word) ? "0" : word));
}

function classesOfEnglish(word: string): readonly string[] {
  return english.get(word) ?? (word.includes("n't") ? ["neg"] : (english.get(word.split("'")[0] ?? "") ?? []));
}

/** The words of a stretch that are of some class, the longest first in Chinese. */
export function classedIn(stretch: string, language: Language): Classed[] {
  if (language === "en")
    return englishWordsIn(stretch).flatMap((word, at) => {
      const classes = classesOfEnglish(word);
      return classes.length > 0 ? [{ at, word, classes }] : [];
    });
  const found: Classed[] = [];
  for (let at = 0; at < stretch.length;) {
    let length = Math.min(longest.get(stretch.charAt(at)) ?? 0, stretch.length - at);
    while (length > 0 && !chinese.has(stretch.slice(at, at + length))) length--;
    const word = stretch.slice(at, at + length);
    if (length > 0) found.push({ at, word, classes: chinese.get(word) ?? [] });
    at += Math.max(length, 1);
  }
  return found;
}
