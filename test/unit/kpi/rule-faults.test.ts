import { describe, expect, it } from "vitest";
import { ruleFaults } from "~/kpi/rule-faults";
import type { Rules } from "~/kpi/rule-sets";
import { shippedRules } from "@test/factories/kpi";

const shipped = shippedRules();
const rules = (change: (rules: Rules) => void): Rules => {
  const copy = structuredClone(shipped);
  change(copy);
  return copy;
};
const metric = (of: Rules, slug: string) => {
  const found = of.metrics.find((m) => m.slug === slug);
  if (!found) throw new Error(slug);
  return found;
};

describe("what is wrong with a rule set", () => {
  it("is nothing with the one that ships", () => {
    expect(ruleFaults(shipped)).toEqual([]);
  });

  it.each<[string, (rules: Rules) => void, string, string, object?]>([
    ["weights of 99", (r) => (metric(r, "conversion").points = 49), "points", "points_sum", { sum: 99 }],
    ["weights of 100.5", (r) => (metric(r, "conversion").points = 50.5), "points", "points_sum", { sum: 100.5 }],
    ["no metric", (r) => (r.metrics = []), "points", "no_metric"],
    ["points that are no number", (r) => (metric(r, "rating").points = Number.NaN), "metric.rating.points", "points"],
    ["points of 0", (r) => (metric(r, "rating").points = 0), "metric.rating.points", "points"],
    ["a third decimal", (r) => (metric(r, "rating").points = 9.995), "metric.rating.points", "points"],
    ["a metric twice", (r) => r.metrics.push({ ...metric(r, "rating") }), "metric.rating.points", "metric_twice"],
    ["a metric that nobody can reckon", (r) => (metric(r, "rating").slug = "sales-amount"), "metric.sales-amount.points", "metric_unknown"],
    ["another unit than it is measured in", (r) => (metric(r, "rating").unit = "percent"), "metric.rating.points", "metric_unit"],
    ["a band of one point", (r) => (metric(r, "conversion").band = [[60, 0]]), "metric.conversion.band", "band_short"],
    [
      "values that stand still",
      (r) =>
        (metric(r, "conversion").band = [
          [60, 0],
          [60, 100],
        ]),
      "metric.conversion.band.1.value",
      "band_rises",
    ],
    [
      "values that fall",
      (r) =>
        (metric(r, "conversion").band = [
          [60, 0],
          [50, 100],
        ]),
      "metric.conversion.band.1.value",
      "band_rises",
    ],
    [
      "shares up and down",
      (r) =>
        (metric(r, "conversion").band = [
          [60, 0],
          [70, 80],
          [80, 60],
        ]),
      "metric.conversion.band",
      "band_turns",
    ],
    [
      "a share above 100",
      (r) =>
        (metric(r, "conversion").band = [
          [60, 0],
          [70, 101],
        ]),
      "metric.conversion.band.1.share",
      "share",
    ],
    [
      "a percentage above 100",
      (r) =>
        (metric(r, "conversion").band = [
          [60, 0],
          [110, 100],
        ]),
      "metric.conversion.band.1.value",
      "value_most",
    ],
    [
      "six stars",
      (r) =>
        (metric(r, "rating").band = [
          [4, 0],
          [6, 100],
        ]),
      "metric.rating.band.1.value",
      "value_most",
    ],
    [
      "a negative time",
      (r) =>
        (metric(r, "first-response").band = [
          [-1, 100],
          [60, 0],
        ]),
      "metric.first-response.band.0.value",
      "value",
    ],
    ["no tier from 0", (r) => r.bonus.pop(), "bonus", "tier_zero"],
    ["tiers upside down", (r) => r.bonus.reverse(), "bonus.1.from", "tier_order"],
    ["a negative base", (r) => ((r.bonus[0] as { base_yuan: number }).base_yuan = -1), "bonus.0.base", "tier_base"],
    ["an attribution of 1 day", (r) => (r.attribution_days.default = 1), "attribution", "attribution", { min: 2, max: 15 }],
    ["an attribution of 16 days", (r) => (r.attribution_days.default = 16), "attribution", "attribution"],
    ["half an inquiry", (r) => (r.min_inquiries = 0.5), "min_inquiries", "min_inquiries"],
    ["no time to dispute", (r) => (r.dispute_working_days = 0), "dispute", "dispute"],
    ["workload upside down", (r) => (r.workload = { low: 120, high: 80 }), "workload", "workload"],
    ["a quota of less than nothing", (r) => ((r.quota as { low_yuan: number }).low_yuan = -1), "quota.low", "quota_yuan"],
    ["a review after one month", (r) => ((r.quota as { below_months: number }).below_months = 1), "quota.below", "quota_months"],
    ["a thirteenth month", (r) => r.quota?.peak_months.push(13), "quota.peak", "quota_peaks"],
    ["a season named twice", (r) => r.quota?.peak_months.push(11), "quota.peak", "quota_peaks"],
    [
      "supervisors' points of 99",
      (r) => ((r.supervisor as { checks: number }).checks = 19),
      "supervisor.team",
      "supervisor_sum",
      { sum: 99 },
    ],
    ["negative points", (r) => ((r.supervisor as { items: number }).items = -10), "supervisor.items", "supervisor_points"],
    [
      "no day to close an item",
      (r) => ((r.supervisor as { item_working_days: number }).item_working_days = 0),
      "supervisor.days",
      "supervisor_days",
    ],
    ["shares of 60/50", (r) => (r.store_shares = [60, 50]), "store_shares", "store_shares", { sum: 110 }],
    ["a filter twice", (r) => r.filters.push({ ...(r.filters[0] as Rules["filters"][number]) }), "filter.empty-chats", "filter_twice"],
  ])("%s", (_, change, at, code, params) => {
    const faults = ruleFaults(rules((r) => void change(r)));
    expect(faults).toContainEqual(
      expect.objectContaining({ field: at, code, ...(params ? { params: expect.objectContaining(params) as object } : {}) }),
    );
  });

  it("takes a sixth and a tenth: 33.3 + 33.3 + 33.4 make 100", () => {
    const [a, b, c] = shipped.metrics;
    if (!a || !b || !c) throw new Error("three metrics");
    expect(
      ruleFaults(
        rules(
          (r) =>
            (r.metrics = [
              { ...a, points: 33.3 },
              { ...b, points: 33.3 },
              { ...c, points: 33.4 },
            ]),
        ),
      ),
    ).toEqual([]);
  });
});
