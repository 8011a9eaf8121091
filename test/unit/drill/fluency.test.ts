import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { APART_MS, countsFrom, fluentUntil, NO_PAIR, type Pair, withGrading } from "~/drill/fluency";
import { forgottenAt, remember, scheduler } from "~/drill/memory";

const T0 = new Date("2026-03-02T01:00:00Z").getTime();
const minute = (n: number) => new Date(T0 + n * 60_000);
/** Gradings as [minute, right, seconds]. */
type Given = [number, boolean, number];
const pairOf = (given: readonly Given[]): Pair =>
  given.reduce((pair, [at, correct, s]) => withGrading(pair, { correct, at: minute(at), ms: s * 1000 }), NO_PAIR);
const by = scheduler();
const memory = remember(remember(null, "good", minute(0), by), "good", minute(11), by);
const TARGET = 12_000;

describe("fluent: right in the last two gradings at least ten minutes apart, their median time within the target", () => {
  it.each<[Given[], boolean, string]>([
    [[], false, "never answered"],
    [[[0, true, 8]], false, "once"],
    [
      [
        [0, true, 8],
        [10, true, 8],
      ],
      true,
      "twice, ten minutes apart",
    ],
    [
      [
        [0, true, 8],
        [9.99, true, 8],
      ],
      false,
      "twice, a moment less than ten minutes apart",
    ],
    [
      [
        [0, true, 8],
        [5, true, 8],
        [10, true, 8],
      ],
      true,
      "the one between is not counted, and puts nothing off",
    ],
    [
      [
        [0, true, 8],
        [5, true, 8],
        [9, true, 8],
        [12, true, 8],
      ],
      true,
      "every few minutes",
    ],
    [
      [
        [0, true, 8],
        [11, false, 8],
      ],
      false,
      "the last one wrong",
    ],
    [
      [
        [0, true, 8],
        [5, false, 8],
        [11, true, 8],
      ],
      false,
      "wrong between them: it begins anew",
    ],
    [
      [
        [0, true, 8],
        [5, false, 8],
        [11, true, 8],
        [20, true, 8],
      ],
      false,
      "…and needs two, ten minutes apart",
    ],
    [
      [
        [0, true, 8],
        [5, false, 8],
        [11, true, 8],
        [21, true, 8],
      ],
      true,
      "…which are there now",
    ],
    [
      [
        [0, true, 16],
        [11, true, 8],
      ],
      true,
      "median (16 + 8) ÷ 2 = 12 s is within 12 s",
    ],
    [
      [
        [0, true, 16.002],
        [11, true, 8],
      ],
      false,
      "median 12.001 s is not",
    ],
    [
      [
        [0, true, 30],
        [11, true, 8],
        [22, true, 8],
      ],
      true,
      "a slow one falls out of the last two",
    ],
    [
      [
        [0, true, 8],
        [11, true, 8],
        [22, true, 30],
      ],
      false,
      "a slow one comes in",
    ],
    [
      [
        [0, true, 8],
        [1440, true, 8],
      ],
      true,
      "on two days",
    ],
  ])("%j → %s (%s)", (given, fluent) => {
    expect(fluentUntil(pairOf(given), memory, TARGET)).toEqual(fluent ? forgottenAt(memory) : null);
  });

  it("never rests on two gradings less than ten minutes apart, nor on one before a wrong answer", () => {
    const gradings = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.boolean(), fc.integer({ min: 1, max: 30 })), { maxLength: 30 });
    fc.assert(
      fc.property(gradings, (raw) => {
        const given = raw.toSorted((a, b) => a[0] - b[0]);
        const { first, second } = pairOf(given);
        if (first && second) expect(second.at.getTime() - first.at.getTime()).toBeGreaterThanOrEqual(APART_MS);
        const lastWrong = given.findLastIndex(([, correct]) => !correct);
        const since = given.slice(lastWrong + 1);
        if (since.length === 0) expect(first).toBeNull();
        else expect(since.some(([at]) => minute(at).getTime() === first?.at.getTime())).toBe(true);
      }),
    );
  });

  it("says from when on another answer counts", () => {
    expect(countsFrom(NO_PAIR)).toBeNull();
    expect(countsFrom(pairOf([[0, true, 8]]))).toEqual(minute(10));
    expect(
      countsFrom(
        pairOf([
          [0, true, 8],
          [12, true, 8],
        ]),
      ),
    ).toEqual(minute(22));
  });
});
