import type { ItemBody } from "~/curriculum/pack";
import type { PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";

/** The rules of a month: a published version of the shop's conduct rules. */
export type ConductRules = ItemBody<"conduct_rules">;
type Rule = ConductRules["rules"][number];
type Threshold = ConductRules["thresholds"][number];

/** An entry as it counts: after a ruling the rule may be another. `counts`: it was neither taken back nor taken away. */
export type LedgerEntry = { id: string; day: PlainDate; rule: string; counts: boolean };

const sizeOf = (points: number | undefined): Decimal => (points === undefined ? Decimal.zero : Decimal.of(-points));
const larger = (a: Decimal, b: Decimal) => (a.atLeast(b) ? a : b);

/**
 * What so many entries of one rule cost in a month: the single cost of each until the first step; the step that is reached then replaces what came before and does not add to it
 * (the fifth rude-service complaint makes 10 in all). More entries never cost less.
 */
export function costOf({ points, steps }: Pick<Rule, "points" | "steps">, count: number): Decimal {
  const first = steps[0]?.count ?? Infinity;
  const reached = steps.filter((step) => step.count <= count).at(-1);
  const single = sizeOf(points).multiply(Decimal.of(Math.max(0, Math.min(count, first - 1))));
  return larger(single, sizeOf(reached?.points));
}

/** The ids of entries in whose place another of the same day stands: each heavier one replaces one of the lighter rule just before it. */
export function replacedEntries({ rules }: Pick<ConductRules, "rules">, entries: readonly LedgerEntry[]): Set<string> {
  const replaced = new Set<string>();
  rules.forEach((rule, i) => {
    const lighter = rules[i - 1];
    if (!rule.replaces_previous || !lighter) return;
    const counting = entries.filter((entry) => entry.counts);
    for (const day of new Set(counting.map((entry) => entry.day))) {
      const heavy = counting.filter((entry) => entry.day === day && entry.rule === rule.slug).length;
      const light = counting.filter((entry) => entry.day === day && entry.rule === lighter.slug);
      for (const { id } of light.slice(0, heavy)) replaced.add(id);
    }
  });
  return replaced;
}

/** What is left of a month's points: what its entries cost is taken off, never below 0. The order of the entries does not matter. */
export function balanceOf(rules: ConductRules, entries: readonly LedgerEntry[]): Decimal {
  const replaced = replacedEntries(rules, entries);
  const cost = rules.rules.reduce((sum, rule) => {
    const count = entries.filter((entry) => entry.counts && entry.rule === rule.slug && !replaced.has(entry.id)).length;
    return sum.add(costOf(rule, count));
  }, Decimal.zero);
  return larger(Decimal.of(rules.points_a_month).subtract(cost), Decimal.zero);
}

/** A line of the ledger: what the entry took off and what was left after it, both as text. `replaced`: another of the day stands in its place. */
export type LedgerLine = { id: string; cost: string; left: string; replaced: boolean };

/** The month entry by entry, as given: what each took off when it came, and what was left. An entry may take off less than its rule says: at 0 nothing is left. */
export function ledgerLines(rules: ConductRules, entries: readonly LedgerEntry[]): LedgerLine[] {
  const replaced = replacedEntries(rules, entries);
  let before = Decimal.of(rules.points_a_month);
  return entries.map(({ id }, i) => {
    const left = balanceOf(rules, entries.slice(0, i + 1));
    const cost = before.subtract(left).toString();
    before = left;
    return { id, cost, left: left.toString(), replaced: replaced.has(id) };
  });
}

/** How many months a threshold looks at. */
export const monthsOf = ({ months_running }: Pick<Threshold, "months_running">): number => months_running ?? 1;

/**
 * The thresholds that a month reaches, in the order of the rules. `balances`: what was left of this month, of the one before it, and so on; null: a month without an entry, of which
 * everything is left. A threshold that names no points asks that any were lost.
 */
export function thresholdsReached(rules: ConductRules, balances: readonly (Decimal | null)[]): Threshold[] {
  const full = Decimal.of(rules.points_a_month);
  const low = ({ at_most }: Threshold, balance: Decimal | null | undefined) => {
    const left = balance ?? full;
    return at_most === undefined ? left.compare(full) < 0 : Decimal.of(at_most).atLeast(left);
  };
  return rules.thresholds.filter((threshold) =>
    Array.from({ length: monthsOf(threshold) }, (_, ago) => low(threshold, balances[ago])).every(Boolean),
  );
}

/** Whether a threshold is of several months running: serious conduct, which closes the way to the highest level. */
export const isSerious = (threshold: Threshold): boolean => monthsOf(threshold) > 1;
