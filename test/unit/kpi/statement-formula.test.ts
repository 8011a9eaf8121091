import { describe, expect, it } from "vitest";
import { bandFormula, countedWeights, pointsFormula, valueFormula } from "~/kpi/statement-formula";
import type { MetricTrace } from "~/kpi/trace";

const metric = (slug: string, inputs: Record<string, number>, more: Partial<MetricTrace> = {}): MetricTrace => ({
  slug,
  inputs,
  weight: "50",
  numerator: "1",
  denominator: "1",
  value: "75",
  share: "80",
  points: "40",
  of: "50",
  ...more,
});

describe("a formula with its numbers", () => {
  it.each([
    ["conversion", { inquiries: 400, paid: 300 }, "300 × 100 ÷ 400 = 75"],
    ["conversion", { inquiries: 400, paid: 320, refunded: 20 }, "(320 − 20) × 100 ÷ 400 = 75"],
    ["price-per-customer", { salesFen: 5_175_050, buyers: 300, "target.priceFen": 15_900 }, "51750.5 ÷ 300 ÷ 159 = 75"],
    ["price-per-customer", { units: 330, buyers: 300, "target.itemsHundredths": 110 }, "330 ÷ 300 ÷ 1.1 = 75"],
    ["first-response", { firstResponseWeighted: 16_000_500, firstResponseWeight: 800 }, "16000.5 ÷ 800 = 75"],
    ["rating", { stars5: 60, stars4: 30, stars3: 10 }, "(5×60 + 4×30 + 3×10 + 2×0 + 1×0) ÷ 100 = 75"],
    ["push-task", { pushUnits: 30, "target.pushUnits": 40 }, "30 ÷ 40 = 75"],
    ["rating-invitations", { invited: 400, received: 500 }, "400 × 100 ÷ 500 = 75"],
  ])("of %s", (slug, inputs, text) => {
    expect(valueFormula(metric(slug, inputs))).toBe(text);
  });

  it("is not there for what could not be measured", () => {
    const missing = metric("rating", {}, { value: null, share: null, points: null });
    expect([valueFormula(missing), bandFormula([[4, 0], [5, 100]], missing), pointsFormula(missing, "100")]).toEqual([null, null, null]); // prettier-ignore
  });
});

describe("a band with its numbers", () => {
  const band = [[60, 0], [70, 60], [80, 100]] as const; // prettier-ignore
  it.each([
    ["75", "80", "60 + (75 − 70) × (100 − 60) ÷ (80 − 70) = 80"],
    ["70", "60", "60 + (70 − 70) × (100 − 60) ÷ (80 − 70) = 60"],
    ["80", "100", "≥ 80 → 100"],
    ["93.1", "100", "≥ 80 → 100"],
    ["59.999999999999", "0", "< 60 → 0"],
  ])("%s → %s", (value, share, text) => {
    expect(bandFormula(band, metric("conversion", {}, { value, share }))).toBe(text);
  });
});

it("points are divided by the weights that count", () => {
  const metrics = [metric("conversion", {}), metric("push-task", {}, { weight: "5", share: null }), metric("rating", {}, { weight: "45" })];
  expect(countedWeights(metrics)).toBe("95");
  expect(pointsFormula(metric("conversion", {}, { points: "42.105263157895" }), "95")).toBe("50 × 80 ÷ 95 = 42.105263157895");
});
