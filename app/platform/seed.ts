/** Numbers in [0, 1) that follow from the seed alone: the same seed gives the same draw on every machine. For fairness, not for secrets. */
export function seededRandom(seed: string): () => number {
  // FNV-1a folds the text into 32 bits; mulberry32 spreads them. Both are a few lines that never change.
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The items in an order that the seed decides, each order equally likely. Leaves `items` as they are. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = seededRandom(seed);
  const order = items.map((item) => ({ item, at: random() }));
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
