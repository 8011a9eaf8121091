import { describe, expect, it } from "vitest";
import { nextPoint, scoreIf, shownValue, triedKey, triedRange, worth, yuan } from "~/kpi/statement-values";
import type { MetricTrace, MonthTrace } from "~/kpi/trace";

const tiers = [
  { from: 90, base_yuan: 3000 },
  { from: 80, base_yuan: 2000 },
  { from: 0, base_yuan: 1000 },
];
const days = { active: 22, working: 22 };

describe("one more point", () => {
  it.each([
    ["89", 92_000n, { from: 90, missing: "1", adds: 92_000n }],
    ["85", 2_000n, { from: 90, missing: "5", adds: 100_000n }],
    ["79", 81_000n, { from: 80, missing: "1", adds: 81_000n }],
    ["89.995", 92_995n, { from: 90, missing: "0.005", adds: 90_010n }],
    ["93", 3_000n, null],
    ["99.5", 1_500n, null],
    ["100", 0n, null],
  ])("at %s is worth %s fen", (score, point, edge) => {
    expect(nextPoint(tiers, score, days)).toEqual({ point, edge });
  });

  it("is worth less in a part month", () => {
    expect(nextPoint(tiers, "89", { active: 11, working: 22 }).point).toBe(46_000n);
  });
});

describe("what would be if", () => {
  const metric = (slug: string, weight: string, numerator: string | null): MetricTrace => ({
    slug,
    weight,
    inputs: {},
    numerator,
    denominator: numerator && "1",
    value: numerator,
    share: numerator,
    points: null,
    of: null,
  });
  const trace: MonthTrace = {
    baseYuan: 2000,
    tiers,
    score: "80",
    stores: [
      { storeId: "a", ruleSetId: null, contentVersionId: null, share: "60", counted: "60", inquiries: "90", leftOut: null, score: "80", metrics: [metric("x", "60", "80"), metric("y", "40", null)] }, // prettier-ignore
      { storeId: "b", ruleSetId: null, contentVersionId: null, share: "40", counted: "40", inquiries: "90", leftOut: null, score: "80", metrics: [metric("x", "100", "80")] }, // prettier-ignore
      { storeId: "c", ruleSetId: null, contentVersionId: null, share: "10", counted: null, inquiries: "9", leftOut: "few_inquiries", score: "1", metrics: [metric("x", "100", "1")] }, // prettier-ignore
    ],
  };
  const bands = () => new Map([["x", [[0, 0], [100, 100]] as [number, number][]], ["y", [[0, 0], [1, 100]] as [number, number][]]]); // prettier-ignore

  it.each([
    [{}, "80"],
    [{ [triedKey("a", "x")]: "90" }, "86"],
    [{ [triedKey("a", "x")]: "90.5", [triedKey("b", "x")]: "100" }, "94.3"],
    [{ [triedKey("a", "y")]: "1" }, "80"],
    [{ [triedKey("c", "x")]: "100" }, "80"],
    [{ [triedKey("a", "x")]: "nonsense" }, "80"],
  ])("%j makes %s", (tried, score) => {
    expect(scoreIf(trace, bands, tried)).toBe(score);
  });
});

describe("numbers for people", () => {
  it.each([
    ["percent", "75", "75.00 %"],
    ["percent", "33.333333333333", "33.33 %"],
    ["share_of_task", "0.755", "75.5 %"],
    ["seconds", "20.05", "20.0 s"],
    ["rating", "4.639", "4.63"],
    ["ratio_to_target", "1.1", "1.10"],
  ])("%s %s is shown as %s", (unit, value, shown) => {
    expect(shownValue(unit, value)).toBe(shown);
  });

  it("89.995 is shown rounded down, with the tier and bonus it has", () => {
    expect(worth(tiers, "89.995", days)).toEqual({ score: "89.99", base: 2000, bonus: "1799.90" });
    expect(yuan(178_000)).toBe("1780.00");
  });

  it("is tried out a little beyond the band, but never beyond what can be", () => {
    expect(triedRange([[60, 0], [80, 100]], "percent", "75")).toEqual({ min: 58, max: 82, step: 0.1 }); // prettier-ignore
    expect(triedRange([[4, 0], [4.8, 100]], "rating", "3.5")).toEqual({ min: 3.5, max: 4.8, step: 0.01 }); // prettier-ignore
    expect(triedRange([[0, 0], [100, 100]], "percent", "40")).toEqual({ min: 0, max: 100, step: 0.1 }); // prettier-ignore
  });
});
