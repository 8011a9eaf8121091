import { bareWords } from "~/wording/normalise";

/** What of a case says whether it is like another one. */
export type Features = { products: readonly string[]; reasons: readonly string[]; tokens: readonly string[] };

/** So much each part says: what was spoken of, why it was lost, in which words. They make 1 together. */
const WEIGHTS = { products: 0.3, reasons: 0.3, words: 0.4 } as const;
/** From here on two cases are worth a look beside each other; from there on they are spoken of together. */
export const ALIKE = 0.35;
export const TOGETHER = 0.55;
const MOST_TOKENS = 160;

/**
 * The pairs of neighbouring characters in some lines, each once, in the order in which they come: what is stored of a case to find its like. `lines`: those that matter come first,
 * for a long chat says too much to keep all of it.
 */
export function tokensOf(lines: readonly string[]): string[] {
  const tokens = new Set<string>();
  for (const line of lines) {
    const words = bareWords(line);
    for (let at = 0; at + 2 <= words.length && tokens.size < MOST_TOKENS; at++) tokens.add(words.slice(at, at + 2));
  }
  return [...tokens];
}

/** The share that two lists have in common: Dice's coefficient of the sets. Nought where one of them is empty. */
function shared(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const part of a) if (b.has(part)) common++;
  return (2 * common) / (a.size + b.size);
}

/** How alike two cases are, from 0 to 1: 0.3 of their products, 0.3 of their reasons, 0.4 of their words. */
export function likeness(one: Features, other: Features): number {
  return (
    WEIGHTS.products * shared(one.products, other.products) +
    WEIGHTS.reasons * shared(one.reasons, other.reasons) +
    WEIGHTS.words * shared(one.tokens, other.tokens)
  );
}

/** The cases that are like one, the most alike first, at least `ALIKE`; at most `most`. */
export function mostAlike<T extends Features>(one: Features, others: readonly T[], most: number): (T & { likeness: number })[] {
  return others
    .map((other) => ({ ...other, likeness: likeness(one, other) }))
    .filter((other) => other.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
}
