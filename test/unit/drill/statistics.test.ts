import { describe, expect, it } from "vitest";
import { wrongAnswers } from "~/drill/options";
import {
  type Figures,
  type Flag,
  flagsOf,
  medianMs,
  neverPicked,
  pointBiserial,
  type RestSums,
  TIME_BOUNDS,
  troubleOf,
} from "~/drill/statistics";
import { typed } from "./questions";

const rules = { answers: 30, too_easy: 95, too_hard: 30 };

/** The sums of pairs of right (1) or wrong (0) and the rest's share in ten-thousandths. */
const sums = (...pairs: [number, number][]): RestSums =>
  pairs.reduce((s, [x, y]) => ({ n: s.n + 1, x: s.x + x, y: s.y + y, yy: s.yy + y * y, xy: s.xy + x * y }), {
    ...{ n: 0, x: 0, y: 0, yy: 0, xy: 0 },
  });

describe("discrimination", () => {
  it.each<[string, [number, number][], number | null]>([
    // Means 0.5 and 0.55; covariance 0.075, spreads 0.5 and √0.0325: 0.075 ÷ (0.5 × 0.180278) = 0.832050.
    [
      "who has more of the rest is right",
      [
        [1, 8000],
        [1, 6000],
        [0, 5000],
        [0, 3000],
      ],
      0.83205,
    ],
    [
      "the other way round it is negative",
      [
        [0, 8000],
        [0, 6000],
        [1, 5000],
        [1, 3000],
      ],
      -0.83205,
    ],
    [
      "right goes with nothing",
      [
        [1, 8000],
        [0, 8000],
        [1, 2000],
        [0, 2000],
      ],
      0,
    ],
    [
      "it tells apart wholly",
      [
        [1, 10_000],
        [1, 10_000],
        [0, 0],
        [0, 0],
      ],
      1,
    ],
    [
      "everybody is right: nothing varies",
      [
        [1, 8000],
        [1, 2000],
      ],
      null,
    ],
    [
      "the rest is the same for all",
      [
        [1, 5000],
        [0, 5000],
      ],
      null,
    ],
    ["one answer", [[1, 5000]], null],
    ["none", [], null],
  ])("%s", (_, pairs, expected) => {
    const got = pointBiserial(sums(...pairs));
    if (expected === null) expect(got).toBeNull();
    else expect(got).toBeCloseTo(expected, 5);
  });
});

/** Times as they are counted. */
function counted(times: readonly number[]): { step: number; n: number }[] {
  const steps = new Map<number, number>();
  for (const ms of times) {
    const step = TIME_BOUNDS.filter((bound) => bound <= ms).length;
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  return [...steps].map(([step, n]) => ({ step, n }));
}

describe("the median of times in steps", () => {
  it.each([
    [[4_000, 5_000, 6_000]],
    [[1_000, 1_000, 1_000, 90_000]],
    [[12_345]],
    [Array.from({ length: 101 }, (_, i) => 2_000 + i * 300)],
    [Array.from({ length: 1000 }, (_, i) => 500 * 1.006 ** i)],
  ])("of %j is off by 9 % at most", (times) => {
    const real = times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) / 2)] ?? 0;
    const got = medianMs(counted(times)) ?? 0;
    expect(Math.abs(got / real - 1)).toBeLessThan(0.091);
  });
  it("begins at a quarter of a second, doubles every eight steps, and takes what is beyond its ends", () => {
    expect([TIME_BOUNDS[0], TIME_BOUNDS[8], TIME_BOUNDS[96]]).toEqual([250, 500, 1_024_000]);
    expect(medianMs([])).toBeNull();
    expect(medianMs(counted([100]))).toBeLessThan(250);
    expect(medianMs(counted([2_000_000]))).toBe(1_024_000);
  });
});

const sound: Figures = {
  firsts: { part: 20, of: 30 },
  rest: { ...sums([1, 8000], [0, 3000]), n: 2 },
  picks: new Map([
    ["a", 20],
    ["b", 10],
  ]),
  options: ["a", "b"],
  answers: 30,
  drilled: { n: 30, medianMs: 11_000 },
  targetMs: 12_000,
};
/** Thirty answers of which the ones who know more are wrong. */
const upsideDown = sums(...Array.from({ length: 30 }, (_, i): [number, number] => [i % 2, i % 2 === 1 ? 2000 + i : 8000 + i]));

describe("the flags of a question", () => {
  it.each<[string, Partial<Figures>, Flag[]]>([
    ["a sound one has none", {}, []],
    ["29 of 30 right is more than 95 %", { firsts: { part: 29, of: 30 } }, ["too_easy"]],
    ["95 of 100 is not", { firsts: { part: 95, of: 100 } }, []],
    ["8 of 30 right is fewer than 30 %", { firsts: { part: 8, of: 30 } }, ["too_hard"]],
    ["9 of 30 is not", { firsts: { part: 9, of: 30 } }, []],
    ["29 first answers say nothing yet", { firsts: { part: 0, of: 29 } }, []],
    ["negative discrimination", { rest: upsideDown }, ["negative"]],
    ["negative among few answers says nothing", { rest: sums([1, 2000], [0, 8000]) }, []],
    ["an option that nobody picks", { options: ["a", "b", "c"] }, ["never_picked"]],
    ["too few to pick all", { options: ["a", "b", "c"], answers: 29 }, []],
    ["without options nothing is picked", { picks: null, options: [] }, []],
    ["half of the right answers take longer than the target", { drilled: { n: 30, medianMs: 12_001 } }, ["slow"]],
    ["a median of few", { drilled: { n: 29, medianMs: 60_000 } }, []],
    [
      "the gravest first",
      { firsts: { part: 1, of: 40 }, rest: upsideDown, options: ["a", "b", "c"], drilled: { n: 40, medianMs: 90_000 } },
      ["negative", "too_hard", "never_picked", "slow"],
    ],
  ])("%s", (_, change, flags) => {
    expect(flagsOf({ ...sound, ...change }, rules)).toEqual(flags);
  });

  it("name the options, and weigh by how much is amiss", () => {
    expect(neverPicked({ ...sound, options: ["a", "b", "c", "d"] }, rules)).toEqual(["c", "d"]);
    const order: Flag[][] = [["negative"], ["too_hard", "never_picked"], ["too_hard"], ["never_picked"], ["too_easy"], ["slow"], []];
    expect(order.toSorted((a, b) => troubleOf(b) - troubleOf(a))).toEqual(order);
  });
});

describe("wrong answers", () => {
  const body = typed(["三百九十九元"], ["399 yuan"]);
  it("take writings of the same words together, the most frequent first, and leave out what one person alone wrote", () => {
    const picks = new Map([
      ["299 yuan", 3],
      ["299yuan!", 2],
      ["三百", 4],
      ["ask zhang wei", 1],
      ["?!", 9],
    ]);
    expect(wrongAnswers(body, picks)).toEqual([
      { text: "299 yuan", blank: null, n: 5 },
      { text: "三百", blank: null, n: 4 },
    ]);
  });
  it("of a text with blanks name the blank, and leave out what was right in it", () => {
    const both = { "zh-CN": ["十"], en: ["ten"] };
    const { accepted: _, ...base } = body;
    const blanks = {
      ...base,
      type: "fill_blanks" as const,
      body: { "zh-CN": "[[a]][[b]]", en: "[[a]] [[b]]" },
      blanks: [
        { id: "a", accepted: both },
        { id: "b", accepted: both },
      ],
    };
    const picks = new Map([
      ["a ten", 8],
      ["b nine", 5],
      ["c nine", 5],
      ["a eleven or so", 2],
    ]);
    expect(wrongAnswers(blanks, picks)).toEqual([
      { text: "nine", blank: "b", n: 5 },
      { text: "eleven or so", blank: "a", n: 2 },
    ]);
  });
});
