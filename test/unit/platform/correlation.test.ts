import { describe, expect, it } from "vitest";
import { fisherInterval, type Pair, pearson, ranks, spearman } from "~/platform/correlation";
import { quartiles } from "~/platform/quartiles";

/** Henderson and Velleman (1981), the thirty-two cars that come with R: miles per gallon and weight. */
const cars: Pair[] = [
  ...([
    [21, 2.62],
    [21, 2.875],
    [22.8, 2.32],
    [21.4, 3.215],
    [18.7, 3.44],
    [18.1, 3.46],
    [14.3, 3.57],
    [24.4, 3.19],
  ] as Pair[]),
  ...([
    [22.8, 3.15],
    [19.2, 3.44],
    [17.8, 3.44],
    [16.4, 4.07],
    [17.3, 3.73],
    [15.2, 3.78],
    [10.4, 5.25],
    [10.4, 5.424],
  ] as Pair[]),
  ...([
    [14.7, 5.345],
    [32.4, 2.2],
    [30.4, 1.615],
    [33.9, 1.835],
    [21.5, 2.465],
    [15.5, 3.52],
    [15.2, 3.435],
    [13.3, 3.84],
  ] as Pair[]),
  ...([
    [19.2, 3.845],
    [27.3, 1.935],
    [26, 2.14],
    [30.4, 1.513],
    [15.8, 3.17],
    [19.7, 2.77],
    [15, 3.57],
    [21.4, 2.78],
  ] as Pair[]),
];
/** Anscombe (1973), the first of the four. */
const anscombe: Pair[] = [
  [10, 8.04],
  [8, 6.95],
  [13, 7.58],
  [9, 8.81],
  [11, 8.33],
  [14, 9.96],
  [6, 7.24],
  [4, 4.26],
  [12, 10.84],
  [7, 4.82],
  [5, 5.68],
];
/** The textbook's intelligence and hours of television a week. */
const hours: Pair[] = [
  [106, 7],
  [100, 27],
  [86, 2],
  [101, 50],
  [99, 28],
  [103, 29],
  [97, 20],
  [113, 12],
  [112, 6],
  [110, 17],
];

describe("Pearson's r with Fisher's interval, as R's cor.test gives them", () => {
  it.each([
    ["thirty-two cars", cars, -0.8676594, -0.9338264, -0.7440872],
    ["Anscombe's first", anscombe, 0.8164205, 0.4243912, 0.9506933],
  ])("%s", (_, pairs, by, low, high) => {
    const found = pearson(pairs) ?? 0;
    expect(found).toBeCloseTo(by, 6);
    const interval = fisherInterval(found, 1 / Math.sqrt(pairs.length - 3));
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });
});

describe("Spearman's rank correlation", () => {
  it.each([
    ["without ties: −29 ÷ 165", hours, -29 / 165],
    ["with ties, as R gives it", cars, -0.886422],
  ])("%s", (_, pairs, by) => expect(spearman(pairs)?.by).toBeCloseTo(by, 6));

  it("has the interval of Bonett and Wright: wider than that of Pearson's r for as many", () => {
    // tanh(atanh(−29/165) ± 1.959964 × √((1 + (29/165)² ÷ 2) ÷ 7)), by hand.
    const { interval } = spearman(hours) ?? {};
    expect(interval?.low).toBeCloseTo(-0.7278, 3);
    expect(interval?.high).toBeCloseTo(0.5146, 3);
    const plain = Math.tanh(Math.atanh(-29 / 165) + 1.959964 / Math.sqrt(7));
    expect(interval?.high).toBeGreaterThan(plain);
  });

  it("looks at the order alone", () => {
    const bent = anscombe.map(([x, y]): Pair => [x ** 3, Math.log(y)]);
    expect(spearman(bent)).toEqual(spearman(anscombe));
  });

  it.each([
    ["nobody", [], null],
    ["one", [[1, 2]], null],
    [
      "everybody alike",
      [
        [1, 2],
        [1, 3],
        [1, 4],
        [1, 5],
      ],
      null,
    ],
    [
      "three: a line without an interval",
      [
        [1, 2],
        [2, 1],
        [3, 3],
      ],
      { n: 3, by: 0.5, interval: null },
    ],
    [
      "a perfect line: no interval",
      [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 9],
      ],
      { n: 4, by: 1, interval: null },
    ],
  ] as [string, Pair[], unknown][])("of %s", (_, pairs, found) => expect(spearman(pairs)).toEqual(found));

  it("shares ranks among equals", () => {
    expect(ranks([3, 1, 3, 2, 3])).toEqual([4, 1, 4, 2, 4]);
    expect(
      pearson([
        [1, 1],
        [2, 2],
      ]),
    ).toBe(1);
  });
});

describe("quartiles", () => {
  it.each([
    ["miles per gallon, as R's summary gives them", cars.map(([mpg]) => mpg), { low: 15.425, median: 19.2, high: 22.8 }],
    ["five: the second, third and fourth", [9, 1, 7, 3, 5], { low: 3, median: 5, high: 7 }],
    ["two", [1, 2], { low: 1.25, median: 1.5, high: 1.75 }],
    ["one", [4], { low: 4, median: 4, high: 4 }],
  ])("of %s", (_, values, found) => {
    const got = quartiles(values);
    for (const key of ["low", "median", "high"] as const) expect(got?.[key]).toBeCloseTo(found[key], 9);
  });
  it("of none", () => expect(quartiles([])).toBeNull());
});
