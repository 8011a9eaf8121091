import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementOf, byDisagreement, cellsOf, ENOUGH, weightedKappa } from "~/probation/agreement-rules";

const none = () => Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
const matrix = (rows: number[][]) =>
  rows
    .map((row) => [...row, ...Array<number>(5 - row.length).fill(0)])
    .concat(none())
    .slice(0, 5);

describe("weighted kappa", () => {
  // By hand, weights in sixteenths. Rows 20, 10; columns 15, 15 of n = 30.
  // Observed: 10·(1) + 5·(1) = 15. Expected: (20·15 + 10·15) ÷ 30 = 15: chance alone.
  it("is 0 where chance alone explains it", () => {
    expect(
      weightedKappa(
        matrix([
          [10, 10],
          [5, 5],
        ]),
      ),
    ).toBeCloseTo(0, 12);
  });

  // Rows 6, 7, 7; columns 7, 6, 7 of n = 20. Observed, in sixteenths: 2·1 + 2·1 + 1·1 + 1·4 = 9. Expected:
  // [1·(6·6 + 7·7 + 7·7 + 7·6) + 4·(6·7 + 7·7)] ÷ 20 = (176 + 364) ÷ 20 = 27. 1 − 9 ÷ 27 = ⅔.
  it("is what the formula gives by hand", () => {
    const cells = matrix([
      [4, 2, 0],
      [2, 4, 1],
      [1, 0, 6],
    ]);
    expect(weightedKappa(cells)).toBeCloseTo(2 / 3, 12);
  });

  it.each([
    ["full agreement", matrix([[5], [0, 5], [0, 0, 5]]), 1],
    ["full disagreement, turned round", [[0, 0, 0, 0, 10], ...none().slice(0, 3), [10, 0, 0, 0, 0]], -1],
    ["one and the same grade always", matrix([[20]]), null],
    ["nothing", none(), null],
  ])("of %s", (_, cells, kappa) => {
    expect(weightedKappa(cells)).toBe(kappa);
  });

  it("does not ask who comes first, and lies between −1 and 1", () => {
    const cell = fc.integer({ min: 0, max: 30 });
    const cells = fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(cells, (given) => {
        const turned = given.map((_, i) => given.map((row) => row[i] ?? 0));
        const [kappa, other] = [weightedKappa(given), weightedKappa(turned)];
        if (kappa === null || other === null) return expect(kappa).toBe(other);
        expect(kappa).toBeCloseTo(other, 9);
        expect(Math.abs(kappa)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe("the figures of a pair", () => {
  it("count n, same and near, and tell no kappa below 2k² = 50", () => {
    expect(ENOUGH).toBe(50);
    const cells = cellsOf([
      { a: 4, b: 4, count: 30 },
      { a: 4, b: 3, count: 10 },
      { a: 2, b: 4, count: 9 },
    ]);
    expect(agreementOf(cells)).toEqual({ n: 49, kappa: null, isEnough: false, same: 30 / 49, near: 40 / 49 });
    const more = agreementOf(
      cellsOf([
        { a: 4, b: 4, count: 40 },
        { a: 0, b: 0, count: 10 },
      ]),
    );
    expect(more).toEqual({ n: 50, kappa: 1, isEnough: true, same: 1, near: 1 });
    expect(agreementOf(none())).toEqual({ n: 0, kappa: null, isEnough: false, same: null, near: null });
  });

  it("come worst first", () => {
    const figures = (near: number, same: number, n: number) => ({ n, kappa: null, isEnough: false, same, near });
    const rows = [figures(1, 1, 3), figures(0.5, 0.2, 2), figures(0.5, 0.1, 2), figures(1, 0.5, 9)];
    expect([...rows].sort(byDisagreement)).toEqual([rows[2], rows[1], rows[3], rows[0]]);
  });
});
