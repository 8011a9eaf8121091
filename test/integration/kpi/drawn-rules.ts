import { type Chance, MONTHS } from "./chance";
import { type NamedRules, PLAIN, type RuleDraw, storeNames } from "./drawn-shop";

/** Rule sets with odd weights and bands; some stores are scored by conversion alone. */

const FILTERS = ["empty-chats", "own-accounts", "transferred-chats", "monologues", "one-line-chats", "flagged-orders"];

/** Whole hundredths that make 10 000 together, each at least 1. */
function hundredths(draw: Chance, count: number): number[] {
  const cuts = new Set<number>();
  while (cuts.size < count - 1) cuts.add(draw.within(1, 9999));
  const sorted = [0, ...[...cuts].sort((a, b) => a - b), 10_000];
  return sorted.slice(1).map((at, i) => (at - (sorted[i] ?? 0)) / 100);
}

const SPANS: Record<string, { unit: string; from: number; to: number; places: number }> = {
  conversion: { unit: "percent", from: 20, to: 100, places: 1 },
  "price-per-customer": { unit: "ratio_to_target", from: 0, to: 2, places: 3 },
  "first-response": { unit: "seconds", from: 0, to: 240, places: 1 },
  rating: { unit: "rating", from: 2, to: 5, places: 2 },
  "push-task": { unit: "share_of_task", from: 0, to: 2, places: 2 },
  "rating-invitations": { unit: "percent", from: 0, to: 100, places: 0 },
};

function rulesOf(draw: Chance, isPlain: boolean): NamedRules {
  const slugs = isPlain ? ["conversion"] : Object.keys(SPANS).filter((slug) => slug === "conversion" || draw.is(0.9));
  const points = draw.is(0.5) && slugs.length === 6 ? [50, 20, 10, 10, 5, 5] : hundredths(draw, slugs.length);
  return {
    metrics: slugs.map((slug, i) => ({
      slug,
      unit: SPANS[slug]?.unit ?? "",
      points: points[i] ?? 0,
      band: isPlain ? line : bandOf(draw, slug),
    })),
    bonus: draw.is(0.8) ? tiers : [...tiers.slice(0, 2), { from: 62.5, base_yuan: draw.within(1001, 1999) }, { from: 0, base_yuan: 333 }],
    min_inquiries: draw.one([30, 30, 0, 45]),
    filters: FILTERS.map((slug) => ({ slug, on: draw.is(0.6) })),
  };
}
const line = [
  [0, 0],
  [100, 100],
] as const;
const tiers = [
  { from: 90, base_yuan: 3000 },
  { from: 80, base_yuan: 2000 },
  { from: 0, base_yuan: 1000 },
];

/** Two to four points; the values rise, the shares go as they like. */
function bandOf(draw: Chance, slug: string): (readonly [number, number])[] {
  const { from, to, places } = SPANS[slug] ?? { from: 0, to: 1, places: 0 };
  const steps = 10 ** places;
  const values = new Set<number>();
  const count = draw.within(2, 4);
  while (values.size < count) values.add(draw.within(from * steps, to * steps));
  return [...values].sort((a, b) => a - b).map((value) => [value / steps, draw.within(0, 1000) / 10] as const);
}

/** The rule sets of the shop and its stores: published and drafts, several versions, from several months. */
export function shopRules(draw: Chance): RuleDraw[] {
  const rules: RuleDraw[] = [{ store: null, month: MONTHS[0], version: 1, isDraft: false, follows: false, rules: rulesOf(draw, false) }];
  const add = (store: string | null, month: string, version: number, isPlain: boolean) =>
    rules.push({ store, month, version, isDraft: draw.is(0.2), follows: store !== null && draw.is(0.15), rules: rulesOf(draw, isPlain) });
  for (const month of MONTHS) if (draw.is(0.4)) for (const version of [2, 3]) add(null, month, version, false);
  for (const [n, store] of storeNames.entries()) {
    if (n < PLAIN) rules.push({ store, month: MONTHS[0], version: 1, isDraft: false, follows: false, rules: rulesOf(draw, true) });
    else
      for (const month of MONTHS)
        if (draw.is(0.3)) for (const version of [1, 2].slice(0, draw.within(1, 2))) add(store, month, version, false);
  }
  return rules;
}
