import { Decimal } from "~/platform/decimal";

/** What a score is worth (2-domain, "Bonus"). Pure. */

/** From a score on, the base in yuan. */
export type Tier = { from: number; base_yuan: number };

/** The highest tier that the exact score reaches: 89.995 is below 90. Null where the tiers begin above it. */
export function tierOf(tiers: readonly Tier[], score: Decimal): Tier | null {
  return tiers
    .filter(({ from }) => score.atLeast(Decimal.of(from)))
    .reduce<Tier | null>((best, tier) => (best && best.from >= tier.from ? best : tier), null);
}

/** The bonus in fen: base × score ÷ 100 × active ÷ working days, rounded half-up once. 90 → 2700.00 yuan, 89 → 1780.00. No working days: none. */
export function bonusFen(tiers: readonly Tier[], score: Decimal, days: { active: number; working: number }): bigint {
  const base = tierOf(tiers, score)?.base_yuan ?? 0;
  if (days.working === 0) return 0n;
  // Yuan × 100 fen ÷ 100 points: the hundreds cancel out.
  return score.wholePart(BigInt(base) * BigInt(days.active), BigInt(days.working));
}

/** The next higher tier and what is missing to it; null on the highest. */
export function nextTier(tiers: readonly Tier[], score: Decimal): { tier: Tier; missing: Decimal } | null {
  const above = tiers.filter(({ from }) => !score.atLeast(Decimal.of(from))).sort((a, b) => a.from - b.from)[0];
  return above ? { tier: above, missing: Decimal.of(above.from).subtract(score) } : null;
}
