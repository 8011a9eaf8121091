import type { Refusal } from "~/platform/refusal";
import { isMetric, type MetricSlug, metricSlugs, reckonings } from "./measures";
import { metricTexts } from "./metric-texts";
import type { Rules } from "./rule-sets";

/** A rule set as the fields of its editor, and the other way round. Pure. */

/** Name of a field → what stands in it; a box that is ticked says "yes". */
export type RuleFields = { readonly [name: string]: string };

/** So many points of a band, and tiers of the bonus, can be typed. */
export const MOST_ROWS = 12;

/** What the score of a supervisor is made of, in the order of the form. */
export const SUPERVISOR_PARTS = ["team", "checks", "meetings", "items"] as const;

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
  if (rules.quota) {
    const { low_yuan: low, peak_yuan: peak, below_months: below, peak_months: peaks } = rules.quota;
    Object.assign(fields, { "quota.low": String(low), "quota.peak": String(peak), "quota.below": String(below) });
    for (const month of peaks) fields[`quota.month.${month}`] = "yes";
  }
  if (rules.supervisor) {
    const { item_working_days: days, ...points } = rules.supervisor;
    for (const part of SUPERVISOR_PARTS) fields[`supervisor.${part}`] = String(points[part]);
    fields["supervisor.days"] = String(days);
  }
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
  // What a form does not show stays, as the bonus lines in that of a store; what it shows and leaves empty is none.
  const shows = (of: string) => Object.keys(fields).some((name) => name.startsWith(`${of}.`));
  const isFilled = (of: string) => Object.keys(fields).some((name) => name.startsWith(`${of}.`) && text(name) !== "");
  const quota = (): Rules["quota"] => ({
    peak_months: Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => text(`quota.month.${month}`) !== ""),
    low_yuan: number("quota.low"),
    peak_yuan: number("quota.peak"),
    below_months: number("quota.below"),
  });
  const supervisor = (): Rules["supervisor"] => ({
    ...{ team: number("supervisor.team"), checks: number("supervisor.checks"), meetings: number("supervisor.meetings") },
    ...{ items: number("supervisor.items"), item_working_days: number("supervisor.days") },
  });
  const { quota: baseQuota, supervisor: baseSupervisor, ...rest } = base;
  const rules: Rules = {
    ...rest,
    ...(shows("quota") ? isFilled("quota") && { quota: quota() } : baseQuota && { quota: baseQuota }),
    ...(shows("supervisor") ? isFilled("supervisor") && { supervisor: supervisor() } : baseSupervisor && { supervisor: baseSupervisor }),
    metrics: [...new Set(inOrder)].flatMap(metric),
    bonus: shows("bonus") ? rows("bonus", ["from", "base"]).map(([from, base_yuan]) => ({ from, base_yuan })) : base.bonus,
    min_inquiries: number("min_inquiries"),
    attribution_days: { ...base.attribution_days, default: number("attribution") },
    dispute_working_days: number("dispute"),
    workload: { low: number("workload.low"), high: number("workload.high") },
    filters: base.filters.map((filter) => ({ ...filter, on: text(`filter.${filter.slug}`) !== "" })),
  };
  return { rules, refusals };
}
