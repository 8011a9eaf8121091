import { bareWords } from "./normalise";

/** The pairs of neighbouring characters in a text's bare words, each with how often it occurs. */
export type Bigrams = { pairs: Map<string, number>; size: number };

/** The bigrams of a text; of a text of one character the character itself. */
export function bigramsOf(text: string): Bigrams {
  const words = bareWords(text);
  const pairs = new Map<string, number>();
  const last = Math.max(words.length - 1, Math.min(words.length, 1));
  for (let at = 0; at < last; at++) {
    const pair = words.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, size: last };
}

/**
 * How alike two texts are, from 0 (no pair of characters in common) to 1 (Dice's coefficient). With `atLeast` the count is given up as soon as
 * it cannot be reached any more; what comes back then is below it.
 */
export function similarity(a: Bigrams, b: Bigrams, atLeast = 0): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  const all = a.size + b.size;
  const mayMiss = few.size - (atLeast * all) / 2;
  let missed = 0;
  for (const [pair, count] of few.pairs) {
    missed += Math.max(0, count - (many.pairs.get(pair) ?? 0));
    if (missed > mayMiss) break;
  }
  return (2 * (few.size - missed)) / all;
}
