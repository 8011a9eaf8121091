/** The middle of some values: the median and the half around it. Pure. */

/** A quarter of the values lie below `low` and a quarter above `high`. */
export type Quartiles = { low: number; median: number; high: number };

/** The value below which this part (0 to 1) of sorted values lies, between neighbours in a straight line: what spreadsheets call QUARTILE.INC. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}

/** Median and quartiles of values in any order; null of none. */
export function quartiles(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}
