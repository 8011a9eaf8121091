/** Numbers that look random and are the same for the same seed (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    /** A whole number from `min` to `max`, both inclusive. */
    whole: (min: number, max: number): number => min + Math.floor(next() * (max - min + 1)),
    isTrue: (share = 0.5): boolean => next() < share,
    one<T>(of: readonly T[]): T {
      const found = of[Math.floor(next() * of.length)];
      if (found === undefined) throw new RangeError("nothing to choose from");
      return found;
    },
    /** One of the keys, each as often as its weight says. */
    weighed<K extends string>(weights: Record<K, number>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return entries.find(([, weight]) => (left -= weight) < 0)?.[0] ?? (entries[0]?.[0] as K);
    },
  };
}
export type Chance = ReturnType<typeof chanceOf>;
