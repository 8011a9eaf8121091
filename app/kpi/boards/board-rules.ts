import type { PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import { type Quartiles, quartiles } from "~/platform/quartiles";
import { type Tier, tierOf } from "../bonus";
import { metricSlugs, type MetricSlug, reckonings } from "../measures";

/** What a board shows of many people's months, and from how many on. Pure. */

/** Of fewer people no middle half is said: it would be one of them. */
export const FEW = 5;
/** So many months a trend looks back, the one that was asked for with them. */
export const MONTHS_SHOWN = 6;
/** A bar of the distribution: so many points. */
const STEP = 5;
/** The bars begin here at the latest, so that the lines of the bonus always have something to their left. */
const BEGINS = 60;

export type Bar = { from: number; to: number; count: number };

/** Scores in steps of five points, each by its exact value: 89.995 lies below 90. From the lowest ten that somebody stands in; the last step holds 100. */
export function barsOf(scores: readonly string[]): Bar[] {
  const exact = scores.map((score) => Number(Decimal.parse(score).toFloor(2)));
  const begins = Math.floor(Math.min(BEGINS, ...exact) / (2 * STEP)) * 2 * STEP;
  return Array.from({ length: (100 - begins) / STEP }, (_, i) => {
    const [from, to] = [begins + i * STEP, begins + (i + 1) * STEP];
    return { from, to, count: exact.filter((score) => score >= from && (score < to || to === 100)).length };
  });
}

export type TierCount = { from: number; to: number; baseYuan: number; count: number };

/** How many stand on each tier of the bonus, the highest first. */
export function tiersOf(scores: readonly string[], tiers: readonly Tier[]): TierCount[] {
  const found = scores.map((score) => tierOf(tiers, Decimal.parse(score)));
  const falling = [...tiers].sort((a, b) => b.from - a.from);
  return falling.map((tier, i) => ({
    from: tier.from,
    to: falling[i - 1]?.from ?? 100,
    baseYuan: tier.base_yuan,
    count: found.filter((one) => one?.from === tier.from).length,
  }));
}

/** What some people's values come to in a month: the middle half and the median, or, of fewer than five, each value for itself. */
export type Point = { n: number; middle: Quartiles | null; single: number[] };

/** See `Point`. */
export function pointOf(values: readonly number[]): Point {
  const few = values.length < FEW;
  return { n: values.length, middle: few ? null : quartiles(values), single: few ? [...values].sort((a, b) => a - b) : [] };
}

/** What a trend is of: the month's score, or a metric. */
export type TrendSlug = "score" | MetricSlug;
export const trendSlugs: readonly TrendSlug[] = ["score", ...metricSlugs];

/** In which unit a trend is said. */
export function unitOf(slug: TrendSlug): string {
  return slug === "score" ? "score" : reckonings[slug].unit;
}

/** The months up to this one, the earliest first. */
export type TrendMonth = { month: PlainDate; provisional: boolean };
export type Trend = { slug: TrendSlug; unit: string; points: Point[] };

/** The trends of what was measured at all, in the order of the metrics. `values`: of people, by month and slug. */
export function trendsOf(months: readonly TrendMonth[], values: readonly { month: PlainDate; slug: string; values: number[] }[]): Trend[] {
  return trendSlugs.flatMap((slug) => {
    const own = values.filter((row) => row.slug === slug);
    if (own.length === 0) return [];
    const points = months.map(({ month }) => pointOf(own.find((row) => row.month === month)?.values ?? []));
    return [{ slug, unit: unitOf(slug), points }];
  });
}

/**
 * What an agent may see of their team in a month: the middle half, where at least five colleagues were scored beside them. Of fewer it would tell what single people reached.
 * `values`: of the whole team, their own among them where they have one.
 */
export function bandOf(values: readonly number[], colleagues: number): Quartiles | null {
  return colleagues < FEW ? null : quartiles(values);
}

export type Ranked<Row> = Row & { rank: number };

/** Places by the score as it is shown, the highest first: equal ones share a place, and the next is left out. */
export function rankedBy<Row extends { score: string }>(rows: readonly Row[]): Ranked<Row>[] {
  const shown = rows.map((row) => ({ row, score: Number(Decimal.parse(row.score).toFloor(2)) })).sort((a, b) => b.score - a.score);
  return shown.map(({ row, score }) => ({ ...row, rank: shown.findIndex((one) => one.score === score) + 1 }));
}
