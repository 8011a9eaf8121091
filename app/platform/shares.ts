/** Shares of counted things, and how far two of them lie apart. Pure. */

/** Part and whole. */
export type Share = { part: number; of: number };

/** The difference of two shares with its 95 % interval. */
export type Difference = { by: number; low: number; high: number };

/** z of a 95 % interval. */
const Z = 1.959963984540054;

/** Wilson's interval of a share. */
function wilson({ part, of }: Share): { low: number; high: number } {
  const p = part / of;
  const middle = p + (Z * Z) / (2 * of);
  const half = Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of));
  const whole = 1 + (Z * Z) / of;
  return { low: (middle - half) / whole, high: (middle + half) / whole };
}

/** How much the second share lies above the first, with Newcombe's 95 % interval (his method 10: two Wilson intervals put together). Null without answers. */
export function difference(before: Share, after: Share): Difference | null {
  if (before.of === 0 || after.of === 0) return null;
  const [p, q] = [after.part / after.of, before.part / before.of];
  const [a, b] = [wilson(after), wilson(before)];
  return { by: p - q, low: p - q - Math.hypot(p - a.low, b.high - q), high: p - q + Math.hypot(a.high - p, q - b.low) };
}
