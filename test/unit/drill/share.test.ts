import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resultOf } from "~/drill/exam";
import { pointsOf } from "~/drill/share";
import { shareOf } from "~/drill/types/registry";
import { Decimal } from "~/platform/decimal";

describe("the points behind a stored share", () => {
  it.each([
    ["0", 0, 1],
    ["1", 1, 1],
    ["0.5", 1, 2],
    ["0.333333333333", 1, 3],
    ["0.666666666667", 2, 3],
    ["0.142857142857", 1, 7],
    ["0.75", 3, 4],
    ["0.384615384615", 5, 13],
  ])("%s is %i of %i", (share, points, of) => {
    expect(pointsOf(share)).toEqual({ points, of });
  });

  it("finds every fraction of up to a thousand points again, and takes anything else as it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (of, n) => {
        const points = n % (of + 1);
        const found = pointsOf(shareOf({ points, of, correct: false }));
        return found.points * of === points * found.of;
      }),
    );
    expect(pointsOf("0.123456789012")).toEqual({ points: 123456789012, of: 1000000000000 });
  });

  it("sums thirds to a whole, as they did when they were handed in", () => {
    const thirds = [1, 1, 1].map(() => ({ grade: { ...pointsOf("0.333333333333"), correct: false }, critical: false }));
    expect(resultOf(thirds, { pass: Decimal.of(33), criticalMustBeRight: false }).score).toBe("33.333333333333");
    const all = [...thirds, ...[1, 1].map(() => ({ grade: { points: 1, of: 1, correct: true }, critical: false }))];
    expect(resultOf(all, { pass: Decimal.of(60), criticalMustBeRight: false })).toMatchObject({ score: "60", passed: true });
  });
});
