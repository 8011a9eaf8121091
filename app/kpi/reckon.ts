import type { ItemBody } from "~/curriculum/pack";
import { Decimal } from "~/platform/decimal";
import type { WorkingDays } from "~/people/working-days";
import { maskOf } from "~/results/chat-filters";
import { bonusFen, tierOf } from "./bonus";
import { measuredBy, type Sums, type Target } from "./measures";
import { activePart, type ShareSet, type Span, storeWeights } from "./month-days";
import { scoreMonth, type ScoredMetric, type ScoredStore } from "./score";
import type { MetricTrace, MonthTrace, StoreTrace } from "./trace";

/** A month of one agent, from what is known to a score and a bonus. Pure. */

export type RuleBody = ItemBody<"kpi_rules">;

/** By what a store is scored in a month; `ruleSetId` null: by the content's own rules. */
export type StoreRules = { ruleSetId: string | null; body: RuleBody; target: Target | null };

/** Sums of a store's month, as `results` keeps them; what chats yield by part and mask of filters. */
export type StoreSums = { [part: string]: Record<string, number> } & { chats?: { [part: string]: Record<string, Record<string, number>> } };

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
export function countedSums({ chats = {}, ...reported }: StoreSums, filters: RuleBody["filters"]): Sums {
  const on = maskOf(filters.filter((filter) => filter.on).map((filter) => filter.slug));
  const sums: Record<string, Record<string, number>> = { ...(reported as Record<string, Record<string, number>>) };
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
  shop: RuleBody,
  rulesOf: (storeId: string) => StoreRules,
  decided: Decimal | null = null,
): Reckoned {
  const days = activePart(person.calendar, person.month, person.active);
  const weights = storeWeights(person.month, person.active, person.sets);
  const rules = new Map(weights.map(({ storeId }) => [storeId, rulesOf(storeId)]));
  const { stores, score } = scoreMonth(
    weights.map(({ storeId, weight }) => {
      const { body, target } = rules.get(storeId) ?? rulesOf(storeId);
      const sums = countedSums(person.sums.get(storeId) ?? {}, body.filters);
      return {
        storeId,
        share: Decimal.of(weight),
        inquiries: BigInt(sums.conversion?.inquiries ?? 0),
        minInquiries: body.min_inquiries,
        metrics: body.metrics,
        measured: (slug) => measuredBy(slug, sums, target),
      };
    }),
  );
  const final = score ?? decided;
  const whole = Decimal.of(weights.reduce((sum, { weight }) => sum + weight, 0));
  return {
    trace: {
      stores: stores.map((store) => storeTrace(store, whole, rules.get(store.storeId)?.ruleSetId ?? null)),
      score: score?.toString() ?? null,
      baseYuan: final ? (tierOf(shop.bonus, final)?.base_yuan ?? null) : null,
    },
    score,
    bonusFen: final ? bonusFen(shop.bonus, final, days) : null,
    activeDays: days.active,
    workingDays: days.working,
  };
}

const hundred = Decimal.of(100);

function storeTrace({ storeId, share, counted, inquiries, leftOut, metrics, score }: ScoredStore, whole: Decimal, ruleSetId: string | null): StoreTrace {
  return {
    storeId,
    ruleSetId,
    share: share.part(hundred, whole).toString(),
    counted: counted?.toString() ?? null,
    inquiries: inquiries.toString(),
    leftOut,
    metrics: metrics.map(metricTrace),
    score: score?.toString() ?? null,
  };
}

function metricTrace({ slug, weight, measured, value, share, points, of }: ScoredMetric): MetricTrace {
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
