import { Decimal, showScore } from "~/platform/decimal";
import { bonusFen, nextTier, tierOf, type Tier } from "./bonus";
import { scoreMetrics } from "./score";
import type { MonthTrace, StoreTrace } from "./trace";

/** What a statement says beside its figures: how numbers are shown, what a point more is worth, what would be if. Pure. */

/** Money of whole fen as yuan with two decimals: 178000 → "1780.00". */
export function yuan(fen: number | bigint): string {
  return Decimal.ratio(BigInt(fen), 100n).toFloor(2);
}

/** A metric's value for people, in its own unit; exact values stand in the formula. */
export function shownValue(unit: string, value: string): string {
  const exact = Decimal.parse(value);
  switch (unit) {
    case "percent":
      return `${exact.toFloor(2)} %`;
    case "share_of_task":
      return `${exact.multiply(Decimal.of(100)).toFloor(1)} %`;
    case "seconds":
      return `${exact.toFloor(1)} s`;
    default:
      return exact.toFloor(2);
  }
}

type Days = { active: number; working: number };

/** What one more point of the month's score is worth in fen, and the next tier: how far it is and what reaching it adds. */
export function nextPoint(tiers: readonly Tier[], score: string, days: Days) {
  const exact = Decimal.parse(score);
  const now = bonusFen(tiers, exact, days);
  const more = exact.add(Decimal.one);
  const full = Decimal.of(100);
  const next = nextTier(tiers, exact);
  return {
    point: exact.atLeast(full) ? 0n : bonusFen(tiers, more.atLeast(full) ? full : more, days) - now,
    edge: next && { from: next.tier.from, missing: next.missing.toString(), adds: bonusFen(tiers, Decimal.of(next.tier.from), days) - now },
  };
}

/** Values that somebody tries out, by store and metric: `store metric` → a value in the metric's unit. */
export type Tried = Readonly<Record<string, string>>;
export const triedKey = (storeId: string, slug: string) => `${storeId} ${slug}`;

type Bands = ReadonlyMap<string, readonly (readonly [number, number])[]>;

/** The month's score with some values replaced. Metrics and stores that do not count still do not. Null: nothing counts. */
export function scoreIf(trace: MonthTrace, bandsOf: (storeId: string) => Bands, tried: Tried): string | null {
  const stores = trace.stores.filter(({ leftOut }) => leftOut === null);
  const mean = Decimal.weightedMean(
    stores.flatMap((store) => {
      const score = storeScoreIf(store, bandsOf(store.storeId), tried);
      return score ? [{ weight: Decimal.parse(store.share), of: score }] : [];
    }),
  );
  return mean?.toString() ?? null;
}

function storeScoreIf({ storeId, metrics }: StoreTrace, bands: Bands, tried: Tried): Decimal | null {
  const rules = metrics.map(({ slug, weight }) => ({ slug, points: Number(weight), band: bands.get(slug) ?? [] }));
  const measured = (slug: string) => {
    const own = metrics.find((metric) => metric.slug === slug);
    if (!own?.numerator || !own.denominator) return null;
    const value = Decimal.tryParse(tried[triedKey(storeId, slug)] ?? "");
    // A value that is tried is a number with few decimals: as a fraction of a million it is exact.
    if (value) return { numerator: value.wholePart(1_000_000n, 1n), denominator: 1_000_000n };
    return { numerator: BigInt(own.numerator), denominator: BigInt(own.denominator) };
  };
  return scoreMetrics(rules, measured).score;
}

/** A score with its tier and bonus, for a line of text. */
export function worth(tiers: readonly Tier[], score: string, days: Days) {
  const exact = Decimal.parse(score);
  return { score: showScore(score), base: tierOf(tiers, exact)?.base_yuan ?? 0, bonus: yuan(bonusFen(tiers, exact, days)) };
}

/** From where to where a metric can be tried out, and in which steps: a little beyond its band. */
export function triedRange(band: readonly (readonly [number, number])[], unit: string, value: string) {
  const ends = [band[0]?.[0] ?? 0, band.at(-1)?.[0] ?? 0, Number(value)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const step = unit === "percent" ? 0.1 : unit === "seconds" ? 1 : 0.01;
  const beyond = unit === "seconds" || unit === "percent" ? (high - low) * 0.1 : 0;
  const most = unit === "percent" ? 100 : unit === "rating" ? 5 : Infinity;
  const rounded = (x: number) => Math.round(x / step) * step;
  return {
    min: Number(Math.max(0, rounded(low - beyond)).toFixed(2)),
    max: Number(Math.min(most, rounded(high + beyond)).toFixed(2)),
    step,
  };
}
