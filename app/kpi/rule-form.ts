import type { Refusal } from "~/platform/refusal";
import { isMetric, type MetricSlug, metricSlugs, reckonings } from "./measures";
import { metricTexts } from "./metric-texts";
import type { Rules } from "./rule-sets";

/** A rule set as the fields of its editor, and the other way round. Pure. */

/** Name of a field → what stands in it; a box that is ticked says "yes". */
export type RuleFields = { readonly [name: string]: string };

/** So many points of a band, and tiers of the bonus, can be typed. */
export const MOST_ROWS = 12;

type Metric = Rules["metrics"][number];

/** The fields of the editor, filled with a rule set. */
export function fieldsOf(rules: Rules): RuleFields {
  const fields: Record<string, string> = {
    min_inquiries: String(rules.min_inquiries),
    attribution: String(rules.attribution_days.default),
    dispute: String(rules.dispute_working_days),
    "workload.low": String(rules.workload.low),
    "workload.high": String(rules.workload.high),
  };
  for (const { slug, points, band } of rules.metrics) {
    fields[`metric.${slug}.on`] = "yes";
    fields[`metric.${slug}.points`] = String(points);
    band.forEach(([value, share], i) => {
      fields[`metric.${slug}.band.${i}.value`] = String(value);
      fields[`metric.${slug}.band.${i}.share`] = String(share);
    });
  }
  rules.bonus.forEach(({ from, base_yuan: base }, i) => {
    fields[`bonus.${i}.from`] = String(from);
    fields[`bonus.${i}.base`] = String(base);
  });
  for (const { slug, on } of rules.filters) if (on) fields[`filter.${slug}`] = "yes";
  return fields;
}

/** How many rows of a band or of the bonus have something in them; `of`: "metric.rating.band" or "bonus". */
export function rowsIn(fields: RuleFields, of: string): number {
  const rows = Array.from({ length: MOST_ROWS }, (_, i) => i);
  return (rows.findLast((i) => Object.entries(fields).some(([name, text]) => name.startsWith(`${of}.${i}.`) && text !== "")) ?? -1) + 1;
}

const NUMBER = /^\d{1,9}(\.\d{1,2})?$/;

/**
 * What the fields say, in place of what `base` says; what the editor does not show stays as it is there. A metric that is not ticked is left out, a row that is empty is none. Refuses
 * what is no number, next to its field; whether the rules are sound is `ruleFaults`.
 */
export function rulesOf(fields: RuleFields, base: Rules): { rules: Rules; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const text = (name: string) => (fields[name] ?? "").normalize("NFKC").trim();
  const number = (name: string): number => {
    if (NUMBER.test(text(name))) return Number(text(name));
    refusals.push({ code: "number", field: name });
    return Number.NaN;
  };
  const rows = (of: string, [first, second]: readonly [string, string]): [number, number][] =>
    Array.from({ length: MOST_ROWS }, (_, i) => [`${of}.${i}.${first}`, `${of}.${i}.${second}`] as const)
      .filter(([a, b]) => text(a) !== "" || text(b) !== "")
      .map(([a, b]) => [number(a), number(b)]);
  const metric = (slug: MetricSlug): Metric[] => {
    if (text(`metric.${slug}.on`) === "") return [];
    const known = base.metrics.find((m) => m.slug === slug) ?? { slug, ...metricTexts[slug] };
    return [
      {
        ...known,
        unit: reckonings[slug].unit,
        points: number(`metric.${slug}.points`),
        band: rows(`metric.${slug}.band`, ["value", "share"]),
      },
    ];
  };
  const inOrder = [...base.metrics.map(({ slug }) => slug).filter(isMetric), ...metricSlugs];
  // Bonus lines are the shop's: the form of a store does not show them.
  const hasBonus = Object.keys(fields).some((name) => name.startsWith("bonus."));
  const rules: Rules = {
    ...base,
    metrics: [...new Set(inOrder)].flatMap(metric),
    bonus: hasBonus ? rows("bonus", ["from", "base"]).map(([from, base_yuan]) => ({ from, base_yuan })) : base.bonus,
    min_inquiries: number("min_inquiries"),
    attribution_days: { ...base.attribution_days, default: number("attribution") },
    dispute_working_days: number("dispute"),
    workload: { low: number("workload.low"), high: number("workload.high") },
    filters: base.filters.map((filter) => ({ ...filter, on: text(`filter.${filter.slug}`) !== "" })),
  };
  return { rules, refusals };
}
