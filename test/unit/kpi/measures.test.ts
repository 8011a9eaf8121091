import { describe, expect, it } from "vitest";
import { measuredBy, type Target } from "~/kpi/measures";
import { Decimal } from "~/platform/decimal";

const target: Target = { counts: "price", priceFen: 15000, itemsHundredths: 140, pushUnits: 40 };
const value = (slug: string, sums: Parameters<typeof measuredBy>[1], aim: Target | null = target) => {
  const measured = measuredBy(slug, sums, aim);
  return measured && measured.denominator > 0n ? Decimal.ratio(measured.numerator, measured.denominator).toString() : null;
};

describe("a metric is measured", () => {
  it.each([
    ["conversion", { conversion: { inquiries: 400, paid: 300 } }, "75"],
    ["conversion", { conversion: { inquiries: 400, paid: 300, refunded: 20 } }, "70"],
    ["conversion", { conversion: { inquiries: 3, paid: 1 } }, "33.333333333333"],
    ["conversion", { conversion: { inquiries: 0, paid: 0 } }, null],
    ["conversion", {}, null],
    ["price-per-customer", { sales: { salesFen: 1650000, units: 140, buyers: 100 } }, "1.1"],
    ["first-response", { reception: { firstResponseWeighted: 20_000 * 30 + 60_000 * 10, firstResponseWeight: 40 } }, "30"],
    ["rating", { rating: { stars5: 80, stars4: 10, stars3: 5, stars2: 3, stars1: 2 } }, "4.63"],
    ["rating", { rating: { received: 100, invited: 60 } }, null],
    ["push-task", { push: { pushUnits: 30 } }, "0.75"],
    ["push-task", {}, "0"],
    ["rating-invitations", { rating: { invited: 60, received: 80 } }, "75"],
  ])("%s of %j is %s", (slug, sums, is) => {
    expect(value(slug, sums)).toBe(is);
  });

  it("by items where the store counts items", () => {
    expect(value("price-per-customer", { sales: { salesFen: 1, units: 154, buyers: 100 } }, { ...target, counts: "items" })).toBe("1.1");
  });

  it("not at all without a target or a task", () => {
    expect(
      value("price-per-customer", { sales: { salesFen: 1650000, units: 140, buyers: 100 } }, { ...target, priceFen: null }),
    ).toBeNull();
    expect(value("price-per-customer", { sales: { salesFen: 1650000, units: 140, buyers: 100 } }, null)).toBeNull();
    expect(value("push-task", { push: { pushUnits: 30 } }, { ...target, pushUnits: null })).toBeNull();
  });
});
