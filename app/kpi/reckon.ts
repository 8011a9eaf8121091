import { Decimal } from "~/platform/decimal";
import type { WorkingDays } from "~/people/working-days";
import { maskOf } from "~/results/chat-filters";
import type { Part } from "~/results/measures";
import { bonusFen, tierOf } from "./bonus";
import { inputsOf, measuredBy, type Sums, type Target } from "./measures";
import { activePart, type ShareSet, type Span, storeWeights } from "./month-days";
import { scoreMonth, type ScoredMetric, type ScoredStore } from "./score";
import type { Rules } from "./rule-sets";
import type { MetricTrace, MonthTrace, StoreTrace } from "./trace";

/** A month of one agent, from what is known to a score and a bonus. Pure. */

/** By what a store is scored in a month: a rule set, or else a version of the content's rules. */
export type StoreRules = { ruleSetId: string | null; contentVersionId: string | null; rules: Rules; target: Target | null };

/** Sums of a store's month, as `results` keeps them; what chats yield by part and mask of filters. */
export type StoreSums = Partial<Record<Part, Record<string, number>>> & {
  chats?: Partial<Record<Part, Record<string, Record<string, number>>>>;
};

export type PersonMonth = {
  /** First day of the month. */
  month: string;
  calendar: WorkingDays;
  active: readonly Span[];
  sets: readonly ShareSet[];
  sums: ReadonlyMap<string, StoreSums>;
};

export type Reckoned = {
  trace: MonthTrace;
  score: Decimal | null;
  bonusFen: bigint | null;
  activeDays: number;
  workingDays: number;
};

/** What counts of a store's figures: what is reported, and of the chats of other days those on which no filter hits that is switched on. */
export function countedSums({ chats = {}, ...reported }: StoreSums, filters: Rules["filters"]): Sums {
  const on = maskOf(filters.filter((filter) => filter.on).map((filter) => filter.slug));
  const sums: Record<string, Record<string, number>> = { ...reported };
  for (const [part, masks] of Object.entries(chats)) {
    const own = { ...sums[part] };
    for (const [mask, measures] of Object.entries(masks)) {
      if ((Number(mask) & on) !== 0) continue;
      for (const [measure, value] of Object.entries(measures)) own[measure] = (own[measure] ?? 0) + value;
    }
    sums[part] = own;
  }
  return sums;
}

/** Score a month and its bonus. `shop`: the rules of the shop, for the tiers. A manager's own score (`decided`) stands where nothing could be scored. */
export function reckonMonth(
  person: PersonMonth,
  shop: Rules,
  rulesOf: (storeId: string) => StoreRules,
  decided: Decimal | null = null,
): Reckoned {
  const days = activePart(person.calendar, person.month, person.active);
  const weights = storeWeights(person.month, person.active, person.sets);
  const used = weights.map(({ storeId, weight }) => {
    const own = rulesOf(storeId);
    return { ...own, storeId, share: Decimal.of(weight), sums: countedSums(person.sums.get(storeId) ?? {}, own.rules.filters) };
  });
  const { stores, score } = scoreMonth(
    used.map(({ storeId, share, rules, sums, target }) => ({
      storeId,
      share,
      inquiries: BigInt(sums.conversion?.inquiries ?? 0),
      minInquiries: rules.min_inquiries,
      metrics: rules.metrics,
      measured: (slug) => measuredBy(slug, sums, target),
    })),
  );
  const final = score ?? decided;
  const whole = Decimal.of(weights.reduce((sum, { weight }) => sum + weight, 0));
  return {
    trace: {
      stores: stores.flatMap((store, at) => (used[at] ? [storeTrace(store, whole, used[at])] : [])),
      score: score?.toString() ?? null,
      tiers: shop.bonus,
      baseYuan: final ? (tierOf(shop.bonus, final)?.base_yuan ?? null) : null,
    },
    score,
    bonusFen: final ? bonusFen(shop.bonus, final, days) : null,
    activeDays: days.active,
    workingDays: days.working,
  };
}

const hundred = Decimal.of(100);

function storeTrace(
  store: ScoredStore,
  whole: Decimal,
  { ruleSetId, contentVersionId, sums, target }: StoreRules & { sums: Sums },
): StoreTrace {
  return {
    storeId: store.storeId,
    ruleSetId,
    contentVersionId,
    share: store.share.part(hundred, whole).toString(),
    counted: store.counted?.toString() ?? null,
    inquiries: store.inquiries.toString(),
    leftOut: store.leftOut,
    metrics: store.metrics.map((metric) => ({ ...metricTrace(metric), inputs: inputsOf(metric.slug, sums, target) })),
    score: store.score?.toString() ?? null,
  };
}

function metricTrace({ slug, weight, measured, value, share, points, of }: ScoredMetric): Omit<MetricTrace, "inputs"> {
  return {
    slug,
    weight: weight.toString(),
    numerator: measured?.numerator.toString() ?? null,
    denominator: measured?.denominator.toString() ?? null,
    value: value?.toString() ?? null,
    share: share?.toString() ?? null,
    points: points?.toString() ?? null,
    of: of?.toString() ?? null,
  };
}
