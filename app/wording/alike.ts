import { type Bigrams, similarity } from "./similarity";

/** Two texts, by their places in the list, and how alike they are. */
export type AlikePair = { first: number; second: number; similarity: number };

/** Numbers that differ by less come from rounding. */
const ROUNDING = 1e-9;
const whole = (n: number) => Math.ceil(n - ROUNDING);

/**
 * The pairs of texts that are alike by at least `atLeast` (above 0), `first` being the one that stands first, in the order of the list. The texts stand in
 * order of size. `some`: only pairs in which one of these places has a part; null: all.
 */
export function alikePairs(texts: readonly Bigrams[], atLeast: number, some: ReadonlySet<number> | null): AlikePair[] {
  const pairs: AlikePair[] = [];
  const compare = (a: number, b: number) => {
    const [first, second] = a < b ? [a, b] : [b, a];
    const [one, other] = [texts[first], texts[second]];
    if (!one || !other) return;
    const alike = similarity(one, other, atLeast);
    if (alike >= atLeast) pairs.push({ first, second, similarity: alike });
  };
  for (const [a, b] of some ? withSome(texts, some) : candidates(texts, atLeast)) compare(a, b);
  return pairs.sort((a, b) => a.first - b.first || a.second - b.second);
}

/** Each pair once in which one of `some` has a part. */
function* withSome(texts: readonly Bigrams[], some: ReadonlySet<number>): Generator<[number, number]> {
  for (const one of some)
    for (let other = 0; other < texts.length; other++) if (other !== one && !(other < one && some.has(other))) yield [one, other];
}

/**
 * The pairs that can be alike by `atLeast`, without comparing each text with every other.
 *
 * A text is a set of tokens (each pair of characters, its second occurrence being another token), in one order for all texts: the rarest first. Two texts
 * of a ≤ b tokens are alike by t when they share n ≥ t·(a + b)/2 of them. Then the first a - n + 1 of the one and the first b - n + 1 of the other have a
 * token in common: of the n shared ones take the first; behind it stand at least n - 1 others in either text. Since n ≥ t·a (as b ≥ a) and n ≥ t/(2 - t)·b
 * (as n ≤ a, thus a ≥ t/(2 - t)·b), it is enough to note of each text its first a - ⌈t·a⌉ + 1 tokens and to look up the first b - ⌈t/(2 - t)·b⌉ + 1.
 */
function* candidates(texts: readonly Bigrams[], t: number): Generator<[number, number]> {
  const common = new Map<string, number>();
  const tokens = texts.map(tokensOf);
  for (const list of tokens) for (const token of list) common.set(token, (common.get(token) ?? 0) + 1);
  const rarity = (token: string) => common.get(token) ?? 0;
  const noted = new Map<string, number[]>();
  const empty: number[] = [];
  for (const [at, list] of tokens.entries()) {
    if (list.length === 0) {
      for (const other of empty) yield [other, at];
      empty.push(at);
      continue;
    }
    list.sort((a, b) => rarity(a) - rarity(b) || (a < b ? -1 : 1));
    const met = new Set<number>();
    for (const token of list.slice(0, list.length - whole((t / (2 - t)) * list.length) + 1))
      for (const other of noted.get(token) ?? []) met.add(other);
    for (const other of met) yield [other, at];
    for (const token of list.slice(0, list.length - whole(t * list.length) + 1)) {
      const places = noted.get(token);
      if (places) places.push(at);
      else noted.set(token, [at]);
    }
  }
}

/** A text as a set. */
function tokensOf({ pairs }: Bigrams): string[] {
  return [...pairs].flatMap(([pair, count]) => Array.from({ length: count }, (_, n) => (n === 0 ? pair : `${pair} ${n}`)));
}
