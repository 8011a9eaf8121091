import { describe, expect, it } from "vitest";
import { bandOf, barsOf, pointOf, rankedBy, tiersOf, trendsOf } from "~/kpi/boards/board-rules";

/** 2-domain: base 3000 at ≥ 90, 2000 at ≥ 80, 1000 below. */
const tiers = [
  { from: 0, base_yuan: 1000 },
  { from: 80, base_yuan: 2000 },
  { from: 90, base_yuan: 3000 },
];

describe("the distribution of scores", () => {
  it("counts in steps of five by the exact value: 89.995 is below 90, 100 is in the last", () => {
    const bars = barsOf(["89.995", "90", "80", "79.999999999999", "100", "95"]);
    expect(bars[0]).toEqual({ from: 60, to: 65, count: 0 });
    expect(bars.filter(({ count }) => count > 0)).toEqual([
      { from: 75, to: 80, count: 1 },
      { from: 80, to: 85, count: 1 },
      { from: 85, to: 90, count: 1 },
      { from: 90, to: 95, count: 1 },
      { from: 95, to: 100, count: 2 },
    ]);
  });

  it.each([
    ["nobody", [], 60],
    ["somebody at 43", ["43"], 40],
    ["somebody at 0", ["0", "88"], 0],
  ])("begins low enough for %s", (_, scores, from) => {
    const bars = barsOf(scores);
    expect(bars[0]?.from).toBe(from);
    expect(bars.at(-1)?.to).toBe(100);
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(scores.length);
  });

  it("counts who stands on which tier", () => {
    expect(tiersOf(["89.995", "90", "80", "79.999999999999", "100"], tiers).map(({ from, to, count }) => [from, to, count])).toEqual([
      [90, 100, 2],
      [80, 90, 2],
      [0, 80, 1],
    ]);
  });
});

describe("a point of a trend", () => {
  it.each([
    ["nobody", [], { n: 0, middle: null, single: [] }],
    ["four: each for itself", [4, 1, 3, 2], { n: 4, middle: null, single: [1, 2, 3, 4] }],
    ["five: the middle half", [5, 1, 4, 2, 3], { n: 5, middle: { low: 2, median: 3, high: 4 }, single: [] }],
  ])("of %s", (_, values, point) => expect(pointOf(values)).toEqual(point));

  it("stands in its month; what was never measured has no trend", () => {
    const months = ["2026-02-01", "2026-03-01"].map((month) => ({ month, provisional: false }));
    const trends = trendsOf(months, [
      { month: "2026-03-01", slug: "conversion", values: [70] },
      { month: "2026-03-01", slug: "score", values: [80] },
      { month: "2026-03-01", slug: "unheard-of", values: [1] },
    ]);
    expect(trends.map(({ slug, unit, points }) => [slug, unit, points.map(({ n }) => n)])).toEqual([
      ["score", "score", [0, 1]],
      ["conversion", "percent", [0, 1]],
    ]);
  });
});

describe("what an agent sees of the team", () => {
  it.each([
    [4, null],
    [5, { low: 2.25, median: 3.5, high: 4.75 }],
  ])("with %i colleagues scored", (colleagues, band) => expect(bandOf([1, 2, 3, 4, 5, 6], colleagues)).toEqual(band));
});

describe("a ranking", () => {
  it("goes by the score as it is shown; equals share a place", () => {
    const rows = ["80", "89.999", "89.991", "91"].map((score) => ({ score }));
    expect(rankedBy(rows).map(({ score, rank }) => [score, rank])).toEqual([
      ["91", 1],
      ["89.999", 2],
      ["89.991", 2],
      ["80", 4],
    ]);
  });
});
