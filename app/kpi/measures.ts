import type { Measured } from "./score";

/** The vocabulary of metrics: what each is reckoned from. A metric that is not here cannot be in a rule set. Pure. */

/** Sums of a month of one agent in one store, by part and measure: see `results`. */
export type Sums = { readonly [part: string]: { readonly [measure: string]: number } | undefined };

/** What a store aims at in a month; null where nothing was set. */
export type Target = {
  counts: "price" | "items";
  priceFen: number | null;
  itemsHundredths: number | null;
  pushUnits: number | null;
};

type Reckoning = {
  /** Parts of the figures that it needs. */
  part: "conversion" | "reception" | "sales" | "rating" | "push";
  unit: "percent" | "ratio_to_target" | "seconds" | "rating" | "share_of_task";
  /** The measures that go into it, in the order in which a statement shows them. */
  from: readonly string[];
  /** What of the store's target goes into it. */
  aims: (target: Target) => readonly (keyof Omit<Target, "counts">)[];
  /** Null: a figure or a target is missing. */
  measure: (sums: Readonly<Record<string, number | undefined>>, target: Target | null) => Measured | null;
};

const whole = (value: number | undefined): bigint | null => (value === undefined ? null : BigInt(value));

function ratio(numerator: bigint | null, denominator: bigint | null): Measured | null {
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

function times(value: bigint | null, by: bigint): bigint | null {
  return value === null ? null : value * by;
}

/** Five for very satisfied to one for very dissatisfied, over all of them. */
function stars(sums: Readonly<Record<string, number | undefined>>): Measured | null {
  const counts = [1, 2, 3, 4, 5].map((star) => ({ star: BigInt(star), count: whole(sums[`stars${star}`]) }));
  if (counts.every(({ count }) => count === null)) return null;
  return {
    numerator: counts.reduce((sum, { star, count }) => sum + star * (count ?? 0n), 0n),
    denominator: counts.reduce((sum, { count }) => sum + (count ?? 0n), 0n),
  };
}

/** The metrics that there are. */
export const reckonings = {
  /** (最终付款人数 − refunded in full) ÷ 询单人数, in percent. */
  conversion: {
    part: "conversion",
    unit: "percent",
    from: ["inquiries", "paid", "refunded"],
    aims: () => [],
    measure: ({ inquiries, paid, refunded = 0 }) => {
      const kept = paid === undefined ? null : BigInt(Math.max(0, paid - refunded));
      return ratio(times(kept, 100n), whole(inquiries));
    },
  },
  /** 销售额 ÷ 销售人数 ÷ the store's target; or 销售量 ÷ 销售人数 ÷ its target, where the store counts items. */
  "price-per-customer": {
    part: "sales",
    unit: "ratio_to_target",
    from: ["salesFen", "units", "buyers"],
    aims: ({ counts }) => [counts === "items" ? "itemsHundredths" : "priceFen"],
    measure: ({ salesFen, units, buyers }, target) =>
      target?.counts === "items"
        ? ratio(times(whole(units), 100n), target.itemsHundredths === null ? null : times(whole(buyers), BigInt(target.itemsHundredths)))
        : ratio(whole(salesFen), target && target.priceFen !== null ? times(whole(buyers), BigInt(target.priceFen)) : null),
  },
  /** 首次响应时长, averaged with 有效接待人数 as weight, in seconds. */
  "first-response": {
    part: "reception",
    unit: "seconds",
    from: ["firstResponseWeighted", "firstResponseWeight"],
    aims: () => [],
    measure: ({ firstResponseWeighted, firstResponseWeight }) =>
      ratio(whole(firstResponseWeighted), times(whole(firstResponseWeight), 1000n)),
  },
  rating: { part: "rating", unit: "rating", from: ["stars5", "stars4", "stars3", "stars2", "stars1"], aims: () => [], measure: stars },
  /** Units of the month's named products ÷ the task. */
  "push-task": {
    part: "push",
    unit: "share_of_task",
    from: ["pushUnits"],
    aims: () => ["pushUnits"],
    measure: ({ pushUnits = 0 }, target) => ratio(whole(pushUnits), whole(target?.pushUnits ?? undefined)),
  },
  /** 邀请发出 ÷ 接待人数, in percent. */
  "rating-invitations": {
    part: "rating",
    unit: "percent",
    from: ["invited", "received"],
    aims: () => [],
    measure: ({ invited, received }) => ratio(times(whole(invited), 100n), whole(received)),
  },
} as const satisfies Record<string, Reckoning>;

export type MetricSlug = keyof typeof reckonings;
export const metricSlugs = Object.keys(reckonings) as MetricSlug[];

/** Whether a metric of this name can be reckoned. */
export function isMetric(slug: string): slug is MetricSlug {
  return Object.hasOwn(reckonings, slug);
}

/** What a metric is measured by; null without its figures or its target. */
export function measuredBy(slug: string, sums: Sums, target: Target | null): Measured | null {
  if (!isMetric(slug)) return null;
  const reckoning: Reckoning = reckonings[slug];
  return reckoning.measure(sums[reckoning.part] ?? {}, target);
}

/** The figures that a metric was measured from, by measure, and what they were held against (`target.…`); what is not known is missing. */
export function inputsOf(slug: string, sums: Sums, target: Target | null): Record<string, number> {
  if (!isMetric(slug)) return {};
  const { part, from, aims }: Reckoning = reckonings[slug];
  const own = sums[part] ?? {};
  const known = from.map((measure) => [measure, own[measure]] as const);
  const aimed = target ? aims(target).map((aim) => [`target.${aim}`, target[aim] ?? undefined] as const) : [];
  return Object.fromEntries([...known, ...aimed].filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** The part of the figures that a metric is reckoned from; null: there is no such metric. */
export function partOf(slug: string): Reckoning["part"] | null {
  return isMetric(slug) ? reckonings[slug].part : null;
}
