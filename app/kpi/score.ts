import { Decimal } from "~/platform/decimal";

/**
 * The monthly score (2-domain, "Monthly KPI"). Exact: a division is rounded half-up at 12 places, sums and products are not rounded. Pure.
 */

/** What a metric is measured by: whole numbers whose quotient is the value in the metric's own unit. */
export type Measured = { numerator: bigint; denominator: bigint };

/** A metric of a rule set: points of 100, and straight lines through [value, share of the points in %]. */
export type Metric = { slug: string; points: number; band: readonly (readonly [number, number])[] };

export type ScoredMetric = {
  slug: string;
  weight: Decimal;
  measured: Measured | null;
  value: Decimal | null;
  share: Decimal | null;
  /** What it brings and could bring of 100, once the weight of what could not be measured is spread. */
  points: Decimal | null;
  of: Decimal | null;
};

const hundred = Decimal.of(100);

/** Bands as exact numbers, read once: a rule set scores thousands. */
const read = new WeakMap<Metric["band"], readonly { x: Decimal; y: Decimal }[]>();
function pointsOf(band: Metric["band"]): readonly { x: Decimal; y: Decimal }[] {
  const known = read.get(band) ?? band.map(([x, y]) => ({ x: Decimal.of(x), y: Decimal.of(y) }));
  read.set(band, known);
  return known;
}

/** The share of a metric's points in percent: straight lines through the band's points, clamped at its ends. The band has two points or more, its values rise. */
export function shareOf(band: Metric["band"], value: Decimal): Decimal {
  const points = pointsOf(band);
  const at = points.findIndex(({ x }) => !value.atLeast(x));
  const [before, after] = [points[at < 0 ? points.length - 1 : at - 1], points[at]];
  if (!before) return after?.y ?? Decimal.zero;
  if (!after) return before.y;
  return before.y.add(value.subtract(before.x).part(after.y.subtract(before.y), after.x.subtract(before.x)));
}

/** Score the metrics of one store. What has no denominator is not scored: its weight is spread over the others pro rata. The score is null when nothing has one. */
export function scoreMetrics(
  metrics: readonly Metric[],
  measured: (slug: string) => Measured | null,
): { metrics: ScoredMetric[]; score: Decimal | null } {
  const scored = metrics.map((metric) => {
    const found = measured(metric.slug);
    const usable = found && found.denominator > 0n ? found : null;
    const value = usable ? Decimal.ratio(usable.numerator, usable.denominator) : null;
    return {
      slug: metric.slug,
      weight: Decimal.of(metric.points),
      measured: usable,
      value,
      share: value ? shareOf(metric.band, value) : null,
    };
  });
  const counted = scored.flatMap(({ weight, share }) => (share ? [{ weight, of: share }] : []));
  const whole = counted.reduce((sum, { weight }) => sum.add(weight), Decimal.zero);
  return {
    metrics: scored.map((metric) => ({
      ...metric,
      points: metric.share && metric.weight.part(metric.share, whole),
      of: metric.share && metric.weight.part(hundred, whole),
    })),
    score: Decimal.weightedMean(counted),
  };
}

export type StoreMonth = {
  storeId: string;
  /** Of the agent's work in this month: percent, or any weight in proportion. */
  share: Decimal;
  inquiries: bigint;
  minInquiries: number;
  metrics: readonly Metric[];
  measured: (slug: string) => Measured | null;
};

export type ScoredStore = {
  storeId: string;
  share: Decimal;
  /** Its share of the month in percent once that of stores left out is spread; null where it is left out itself. */
  counted: Decimal | null;
  inquiries: bigint;
  leftOut: "few_inquiries" | "no_figures" | null;
  metrics: ScoredMetric[];
  score: Decimal | null;
};

/**
 * Score a month: Σ store score × share. A store with too few inquiries or without figures is left out and its share spread over the others; with none left the
 * month is not scored (null), and a manager decides.
 */
export function scoreMonth(stores: readonly StoreMonth[]): { stores: ScoredStore[]; score: Decimal | null } {
  const scored = stores.map(({ storeId, share, inquiries, minInquiries, metrics, measured }) => {
    const { metrics: own, score } = scoreMetrics(metrics, measured);
    const leftOut = inquiries < BigInt(minInquiries) ? ("few_inquiries" as const) : score === null ? ("no_figures" as const) : null;
    return { storeId, share, inquiries, leftOut, metrics: own, score };
  });
  const counted = scored.flatMap(({ share, score, leftOut }) => (score && leftOut === null ? [{ weight: share, of: score }] : []));
  const whole = counted.reduce((sum, { weight }) => sum.add(weight), Decimal.zero);
  const isAny = whole.compare(Decimal.zero) > 0;
  return {
    stores: scored.map((s) => ({ ...s, counted: s.leftOut === null && isAny ? s.share.part(hundred, whole) : null })),
    score: Decimal.weightedMean(counted),
  };
}
