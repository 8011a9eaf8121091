/** Whether two things that were measured of the same people rise together. Pure. */

/** Two values of one person. */
export type Pair = readonly [x: number, y: number];

/** How closely two things go together, −1 to 1, with its 95 % interval; no interval where the line is perfect or there are fewer than four. */
export type Correlation = { n: number; by: number; interval: { low: number; high: number } | null };

/** z of a 95 % interval. */
const Z = 1.959963984540054;

/** The rank of each value from 1; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranked = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (order[to + 1]?.value === order[from]?.value) to++;
    for (const { at } of order.slice(from, to + 1)) ranked[at] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranked;
}

/** Pearson's r. Null with fewer than two pairs, or where one of the two is the same for everybody. */
export function pearson(pairs: readonly Pair[]): number | null {
  const n = pairs.length;
  const [meanX, meanY] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + (pair[side] ?? 0), 0) / n) as [number, number];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  if (n < 2 || xx === 0 || yy === 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** The 95 % interval of a correlation by Fisher's z, whose standard error is `se`: for Pearson's r 1 ÷ √(n − 3). */
export function fisherInterval(by: number, se: number): { low: number; high: number } {
  const z = Math.atanh(by);
  return { low: Math.tanh(z - Z * se), high: Math.tanh(z + Z * se) };
}

/**
 * Spearman's rank correlation: ranks, because scores of exams crowd at the top and one outlier must not decide. Its interval is Fisher's with the standard error of Bonett and Wright
 * (2000), √((1 + ρ² ÷ 2) ÷ (n − 3)), since that of Pearson's r is too small for ranks.
 */
export function spearman(pairs: readonly Pair[]): Correlation | null {
  const [x, y] = [ranks(pairs.map(([value]) => value)), ranks(pairs.map(([, value]) => value))];
  const by = pearson(x.map((rank, at) => [rank, y[at] ?? 0] as const));
  if (by === null) return null;
  const n = pairs.length;
  return { n, by, interval: n > 3 && Math.abs(by) < 1 ? fisherInterval(by, Math.sqrt((1 + by ** 2 / 2) / (n - 3))) : null };
}
