import { describe, expect, it } from "vitest";
import { differences } from "~/kpi/rule-differences";
import { fieldsOf, rowsIn, rulesOf } from "~/kpi/rule-form";
import type { Rules } from "~/kpi/rule-sets";
import { shippedRules } from "@test/factories/kpi";

const shipped = shippedRules();

describe("the fields of the editor", () => {
  it("say what they were filled with", () => {
    expect(rulesOf(fieldsOf(shipped), shipped)).toEqual({ rules: shipped, refusals: [] });
  });

  it.each<[string, Record<string, string>, (rules: Rules) => unknown, unknown]>([
    ["points", { "metric.rating.points": "12.5" }, (r) => r.metrics.find((m) => m.slug === "rating")?.points, 12.5],
    ["full-width digits", { min_inquiries: "４０" }, (r) => r.min_inquiries, 40],
    ["a metric that is switched off", { "metric.rating.on": "" }, (r) => r.metrics.some((m) => m.slug === "rating"), false],
    ["a filter that is switched off", { "filter.monologues": "" }, (r) => r.filters.find((f) => f.slug === "monologues")?.on, false],
    [
      "another point of a band",
      { "metric.conversion.band.3.value": "90", "metric.conversion.band.3.share": "100" },
      (r) => r.metrics[0]?.band.at(-1),
      [90, 100],
    ],
    [
      "a point that is emptied",
      { "metric.conversion.band.1.value": "", "metric.conversion.band.1.share": "" },
      (r) => r.metrics[0]?.band,
      [
        [60, 0],
        [80, 100],
      ],
    ],
    ["a line of the bonus", { "bonus.3.from": "0", "bonus.3.base": "500" }, (r) => r.bonus.at(-1), { from: 0, base_yuan: 500 }],
    ["the attribution, its limits as before", { attribution: "5" }, (r) => r.attribution_days, { default: 5, min: 2, max: 15 }],
    ["a peak month more", { "quota.month.1": "yes" }, (r) => r.quota?.peak_months, [1, 6, 11, 12]],
    ["a peak month less", { "quota.month.6": "" }, (r) => r.quota?.peak_months, [11, 12]],
    [
      "no quota",
      Object.fromEntries(Object.keys(fieldsOf(shipped)).flatMap((key) => (key.startsWith("quota.") ? [[key, ""]] : []))),
      (r) => r.quota,
      undefined,
    ],
    [
      "other points of the supervisors",
      { "supervisor.team": "50", "supervisor.checks": "30" },
      (r) => r.supervisor,
      { team: 50, checks: 30, meetings: 10, items: 10, item_working_days: 2 },
    ],
  ])("%s", (_, typed, read, said) => {
    const { rules, refusals } = rulesOf({ ...fieldsOf(shipped), ...typed }, shipped);
    expect(refusals).toEqual([]);
    expect(read(rules)).toEqual(said);
  });

  it.each(["", "-1", "1e3", "80%", "0.123", "abc", "Infinity"])("refuse %j for points, next to the field", (typed) => {
    const { refusals } = rulesOf({ ...fieldsOf(shipped), "metric.rating.points": typed }, shipped);
    expect(refusals).toEqual([{ code: "number", field: "metric.rating.points" }]);
  });

  it("switch a metric on that the set does not have, with its own name and unit", () => {
    const base = { ...shipped, metrics: shipped.metrics.filter((m) => m.slug !== "rating") };
    const fields = {
      ...fieldsOf(base),
      ...{ "metric.rating.on": "yes", "metric.rating.points": "10" },
      ...{ "metric.rating.band.0.value": "4", "metric.rating.band.0.share": "0" },
      ...{ "metric.rating.band.1.value": "5", "metric.rating.band.1.share": "100" },
    };
    expect(rulesOf(fields, base).rules.metrics.at(-1)).toMatchObject({
      slug: "rating",
      unit: "rating",
      points: 10,
      title: { en: "Customer rating" },
    });
  });

  it("know how many rows are filled", () => {
    expect(rowsIn(fieldsOf(shipped), "metric.conversion.band")).toBe(3);
    expect(rowsIn(fieldsOf(shipped), "bonus")).toBe(3);
    expect(rowsIn({}, "bonus")).toBe(0);
  });
});

describe("what one set says otherwise than another", () => {
  const changed = (typed: Record<string, string>) => differences(shipped, rulesOf({ ...fieldsOf(shipped), ...typed }, shipped).rules);
  it.each<[string, Record<string, string>, object[]]>([
    ["nothing", {}, []],
    [
      "weights",
      { "metric.conversion.points": "40", "metric.rating.points": "20" },
      [
        { what: "points", was: 50, now: 40 },
        { what: "points", was: 10, now: 20 },
      ],
    ],
    ["a metric left out", { "metric.push-task.on": "" }, [{ what: "metric_removed", points: 5 }]],
    ["a band", { "metric.rating.band.0.value": "3.5" }, [{ what: "band", unit: "rating" }]],
    ["bonus", { "bonus.0.base": "3500" }, [{ what: "bonus" }]],
    ["a filter", { "filter.own-accounts": "" }, [{ what: "filter_off" }]],
    [
      "limits",
      { min_inquiries: "20", dispute: "5", "workload.low": "70" },
      [{ what: "min_inquiries", was: 30, now: 20 }, { what: "dispute" }, { what: "workload" }],
    ],
  ])("%s", (_, typed, found) => {
    expect(changed(typed)).toEqual(found.map((one) => expect.objectContaining(one) as object));
  });

  it.each([
    ["the quota", { "quota.low": "70000" }, "quota"],
    ["the peak season", { "quota.month.1": "yes" }, "quota"],
    ["supervisors' points", { "supervisor.team": "50", "supervisor.items": "20" }, "supervisor"],
    ["the days to close an item", { "supervisor.days": "3" }, "supervisor"],
  ])("%s", (_, typed, what) => {
    expect(changed(typed)).toEqual([{ what, was: shipped[what as "quota"], now: expect.anything() as unknown }]);
  });

  it("does not mind in which order the database keeps the parts of a quota", () => {
    const turned = Object.fromEntries(Object.entries(shipped.quota ?? {}).reverse()) as Rules["quota"];
    expect(differences(shipped, { ...shipped, quota: turned })).toEqual([]);
  });

  it("names a metric that came, and what no editor shows", () => {
    const less = { ...shipped, metrics: shipped.metrics.slice(1), store_shares: [50, 50] };
    expect(differences(less, shipped).map(({ what }) => what)).toEqual(["metric_added", "others"]);
  });
});
