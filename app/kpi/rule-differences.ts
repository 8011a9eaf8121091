import type { LocalText } from "~/platform/locale";
import type { Rules } from "./rule-sets";

/** What one rule set says otherwise than another. Pure. */

type Band = Rules["metrics"][number]["band"];
type Tiers = Rules["bonus"];
type Numbers = { was: number; now: number };

export type RuleDifference =
  | { what: "metric_added"; title: LocalText; points: number }
  | { what: "metric_removed"; title: LocalText; points: number }
  | ({ what: "points"; title: LocalText } & Numbers)
  | { what: "band"; title: LocalText; unit: Rules["metrics"][number]["unit"]; was: Band; now: Band }
  | { what: "bonus"; was: Tiers; now: Tiers }
  | { what: "filter_on" | "filter_off"; title: LocalText }
  | ({ what: "min_inquiries" | "attribution" | "dispute" } & Numbers)
  | { what: "workload"; was: Rules["workload"]; now: Rules["workload"] }
  | { what: "quota"; was: Rules["quota"]; now: Rules["quota"] }
  | { what: "supervisor"; was: Rules["supervisor"]; now: Rules["supervisor"] }
  | { what: "others" };

/** The same value with the keys of its objects in order: the database keeps them in another one than the form. */
const ordered = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
const same = (a: unknown, b: unknown) => JSON.stringify(a, ordered) === JSON.stringify(b, ordered);

/** The parts that an editor shows; everything else counts as one. */
const shown = new Set([
  "slug",
  "title",
  "metrics",
  "bonus",
  "filters",
  "min_inquiries",
  "attribution_days",
  "dispute_working_days",
  "workload",
  "quota",
  "supervisor",
]);
const others = (rules: Rules) => Object.entries(rules).filter(([key]) => !shown.has(key));

/** Every difference from `before` to `after`, metrics first; empty: both score alike. */
export function differences(before: Rules, after: Rules): RuleDifference[] {
  const found: RuleDifference[] = [];
  for (const metric of after.metrics) {
    const { slug, title, points, band, unit } = metric;
    const was = before.metrics.find((m) => m.slug === slug);
    if (!was) found.push({ what: "metric_added", title, points });
    else {
      if (was.points !== points) found.push({ what: "points", title, was: was.points, now: points });
      if (!same(was.band, band)) found.push({ what: "band", title, unit, was: was.band, now: band });
    }
  }
  for (const { slug, title, points } of before.metrics)
    if (!after.metrics.some((m) => m.slug === slug)) found.push({ what: "metric_removed", title, points });
  if (!same(before.bonus, after.bonus)) found.push({ what: "bonus", was: before.bonus, now: after.bonus });
  for (const { slug, title, on } of after.filters) {
    const was = before.filters.find((f) => f.slug === slug)?.on ?? false;
    if (was !== on) found.push({ what: on ? "filter_on" : "filter_off", title });
  }
  const numbers = [
    ["min_inquiries", before.min_inquiries, after.min_inquiries],
    ["attribution", before.attribution_days.default, after.attribution_days.default],
    ["dispute", before.dispute_working_days, after.dispute_working_days],
  ] as const;
  for (const [what, was, now] of numbers) if (was !== now) found.push({ what, was, now });
  if (!same(before.workload, after.workload)) found.push({ what: "workload", was: before.workload, now: after.workload });
  if (!same(before.quota, after.quota)) found.push({ what: "quota", was: before.quota, now: after.quota });
  if (!same(before.supervisor, after.supervisor)) found.push({ what: "supervisor", was: before.supervisor, now: after.supervisor });
  if (!same(others(before), others(after))) found.push({ what: "others" });
  return found;
}
