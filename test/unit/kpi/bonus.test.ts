import { describe, expect, it } from "vitest";
import { bonusFen, nextTier, tierOf } from "~/kpi/bonus";
import { Decimal, showScore } from "~/platform/decimal";

const tiers = [
  { from: 90, base_yuan: 3000 },
  { from: 80, base_yuan: 2000 },
  { from: 0, base_yuan: 1000 },
];
const d = Decimal.parse;
const month = { active: 22, working: 22 };

describe("bonus", () => {
  it.each([
    ["90", 270000n],
    ["89", 178000n],
    ["80", 160000n],
    ["79", 79000n],
    ["89.995", 179990n],
    ["89.999999999999", 180000n],
    ["100", 300000n],
    ["0", 0n],
    ["79.999999999999", 80000n],
    ["66.666666666667", 66667n],
  ])("%s → %s fen", (score, fen) => {
    expect(bonusFen(tiers, d(score), month)).toBe(fen);
  });

  it("89.995 shows 89.99 and is below 90", () => {
    expect(showScore("89.995")).toBe("89.99");
    expect(tierOf(tiers, d("89.995"))?.base_yuan).toBe(2000);
  });

  it.each([
    ["90", 11, 22, 135000n],
    ["90", 7, 22, 85909n],
    ["89", 1, 21, 8476n],
    ["90", 0, 22, 0n],
    ["90", 0, 0, 0n],
  ])("%s for %i of %i days → %s fen, rounded once", (score, active, working, fen) => {
    expect(bonusFen(tiers, d(score), { active, working })).toBe(fen);
  });

  it("rounds half a fen up", () => {
    expect(bonusFen([{ from: 0, base_yuan: 1 }], d("0.5"), { active: 1, working: 1 })).toBe(1n);
  });

  it("knows what is missing to the next tier", () => {
    expect(nextTier(tiers, d("89"))).toEqual({ tier: { from: 90, base_yuan: 3000 }, missing: Decimal.one });
    expect(nextTier(tiers, d("12.5"))?.tier.from).toBe(80);
    expect(nextTier(tiers, d("90"))).toBeNull();
  });
});
