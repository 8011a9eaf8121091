import { sumOf } from "~/curriculum/pack-basics";
import type { Refusal } from "~/platform/refusal";
import { isMetric, reckonings } from "./measures";
import type { Rules } from "./rule-sets";

/** What is wrong with a rule set, so that it cannot be published. Pure; a number that is none is NaN. */

type Metric = Rules["metrics"][number];
const MOST_POINTS = 12;
const MOST_TIERS = 12;
const LONGEST_DISPUTE = 60;
/** No number of a rule set is larger: it would not be stored exactly. */
const LARGEST = 1_000_000_000;

const within = (value: number, from: number, to: number) => value >= from && value <= to;
const isWhole = (value: number, from: number, to: number) => Number.isInteger(value) && within(value, from, to);
/** Two decimals at most: what people type, and what the statement shows whole. */
const isShort = (value: number) => Number.isFinite(value) && Number(value.toFixed(2)) === value;

/** Values of a percentage end at 100, of stars at 5; others are open. */
const ceilings: Partial<Record<Metric["unit"], number>> = { percent: 100, rating: 5 };

function bandFaults({ slug, band, unit }: Metric): Refusal[] {
  const at = `metric.${slug}.band`;
  if (band.length < 2) return [{ field: at, code: "band_short" }];
  if (band.length > MOST_POINTS) return [{ field: at, code: "band_long", params: { most: MOST_POINTS } }];
  const most = ceilings[unit] ?? LARGEST;
  const single = band.flatMap(([value, share], i): Refusal[] => [
    ...(isShort(value) && within(value, 0, most)
      ? []
      : [{ field: `${at}.${i}.value`, code: ceilings[unit] === undefined ? "value" : "value_most", params: { most } }]),
    ...(isShort(share) && within(share, 0, 100) ? [] : [{ field: `${at}.${i}.share`, code: "share" }]),
  ]);
  if (single.length > 0) return single;
  const flat = band.findIndex(([value], i) => i > 0 && value <= (band[i - 1]?.[0] ?? -1));
  const steps = band.slice(1).map(([, share], i) => share - (band[i]?.[1] ?? share));
  return [
    ...(flat > 0 ? [{ field: `${at}.${flat}.value`, code: "band_rises" }] : []),
    ...(steps.some((s) => s > 0) && steps.some((s) => s < 0) ? [{ field: at, code: "band_turns" }] : []),
  ];
}

function metricFaults(metrics: readonly Metric[]): Refusal[] {
  const sum = sumOf(metrics.map(({ points }) => points));
  return [
    ...(metrics.length === 0 ? [{ field: "points", code: "no_metric" }] : []),
    ...(metrics.length > 0 && Number.isFinite(sum) && sum !== 100 ? [{ field: "points", code: "points_sum", params: { sum } }] : []),
    ...metrics.flatMap((metric, i): Refusal[] => {
      const { slug, points, unit } = metric;
      const at = `metric.${slug}.points`;
      if (!isMetric(slug)) return [{ field: at, code: "metric_unknown", params: { slug } }];
      return [
        ...(metrics.findIndex((other) => other.slug === slug) < i ? [{ field: at, code: "metric_twice", params: { slug } }] : []),
        ...(unit === reckonings[slug].unit ? [] : [{ field: at, code: "metric_unit", params: { slug } }]),
        ...(isShort(points) && points > 0 && points <= 100 ? [] : [{ field: at, code: "points" }]),
        ...bandFaults(metric),
      ];
    }),
  ];
}

function bonusFaults(tiers: Rules["bonus"]): Refusal[] {
  return [
    ...(tiers.length > MOST_TIERS ? [{ field: "bonus", code: "tiers_long", params: { most: MOST_TIERS } }] : []),
    ...tiers.flatMap(({ from, base_yuan: base }, i): Refusal[] => [
      ...(isShort(from) && within(from, 0, 100) ? [] : [{ field: `bonus.${i}.from`, code: "tier_from" }]),
      ...(isWhole(base, 0, LARGEST) ? [] : [{ field: `bonus.${i}.base`, code: "tier_base" }]),
      ...(i > 0 && from >= (tiers[i - 1]?.from ?? 101) ? [{ field: `bonus.${i}.from`, code: "tier_order" }] : []),
    ]),
    ...(tiers.some(({ from }) => from === 0) ? [] : [{ field: "bonus", code: "tier_zero" }]),
  ];
}

function quotaFaults({ quota }: Rules): Refusal[] {
  if (!quota) return [];
  const { low_yuan: low, peak_yuan: peak, below_months: months, peak_months: peaks } = quota;
  return [
    ...(isWhole(low, 0, LARGEST) ? [] : [{ field: "quota.low", code: "quota_yuan" }]),
    ...(isWhole(peak, 0, LARGEST) ? [] : [{ field: "quota.peak", code: "quota_yuan" }]),
    ...(isWhole(months, 2, 12) ? [] : [{ field: "quota.below", code: "quota_months" }]),
    ...(peaks.every((month, i) => isWhole(month, 1, 12) && peaks.indexOf(month) === i)
      ? []
      : [{ field: "quota.peak", code: "quota_peaks" }]),
  ];
}

function supervisorFaults({ supervisor }: Rules): Refusal[] {
  if (!supervisor) return [];
  const { team, checks, meetings, items, item_working_days: days } = supervisor;
  const weights = { team, checks, meetings, items };
  const wrong = Object.entries(weights).filter(([, points]) => !isShort(points) || !within(points, 0, 100));
  const sum = sumOf(Object.values(weights));
  return [
    ...wrong.map(([key]) => ({ field: `supervisor.${key}`, code: "supervisor_points" })),
    ...(wrong.length === 0 && sum !== 100 ? [{ field: "supervisor.team", code: "supervisor_sum", params: { sum } }] : []),
    ...(isWhole(days, 1, 20) ? [] : [{ field: "supervisor.days", code: "supervisor_days" }]),
  ];
}

/** Everything that is wrong with a rule set; empty: it can be published. The vocabulary of metrics is `reckonings`. */
export function ruleFaults(rules: Rules): Refusal[] {
  const { attribution_days: days, workload } = rules;
  return [
    ...metricFaults(rules.metrics),
    ...bonusFaults(rules.bonus),
    ...(isWhole(rules.min_inquiries, 0, LARGEST) ? [] : [{ field: "min_inquiries", code: "min_inquiries" }]),
    ...(isWhole(days.default, days.min, days.max)
      ? []
      : [{ field: "attribution", code: "attribution", params: { min: days.min, max: days.max } }]),
    ...(isWhole(rules.dispute_working_days, 1, LONGEST_DISPUTE)
      ? []
      : [{ field: "dispute", code: "dispute", params: { most: LONGEST_DISPUTE } }]),
    ...(isWhole(workload.low, 0, LARGEST) && isWhole(workload.high, 1, LARGEST) && workload.low < workload.high
      ? []
      : [{ field: "workload", code: "workload" }]),
    ...(sumOf(rules.store_shares) === 100
      ? []
      : [{ field: "store_shares", code: "store_shares", params: { sum: sumOf(rules.store_shares) } }]),
    ...quotaFaults(rules),
    ...supervisorFaults(rules),
    ...rules.filters.flatMap(({ slug }, i): Refusal[] =>
      rules.filters.findIndex((other) => other.slug === slug) < i
        ? [{ field: `filter.${slug}`, code: "filter_twice", params: { slug } }]
        : [],
    ),
  ];
}
