import { describe, expect, it } from "vitest";
import { effectOf, spansAround, together, type Measure, type Verdict, weeksAround } from "~/cases/effect-rules";
import type { Share } from "~/platform/shares";

describe("the weeks around an action", () => {
  it("are four before and four after the day on which it was done", () => {
    expect(spansAround("2026-11-02")).toEqual({
      before: { from: "2026-10-05", to: "2026-11-01" },
      after: { from: "2026-11-03", to: "2026-11-30" },
    });
  });
  it("are eight single ones without a gap but for that day", () => {
    const weeks = weeksAround("2026-11-02");
    expect(weeks).toHaveLength(8);
    expect(weeks[0]).toEqual({ from: "2026-10-05", to: "2026-10-11" });
    expect(weeks[3]).toEqual({ from: "2026-10-26", to: "2026-11-01" });
    expect(weeks[4]).toEqual({ from: "2026-11-03", to: "2026-11-09" });
    expect(weeks[7]?.to).toBe("2026-11-30");
  });
});

describe("what an action did", () => {
  const share = (part: number, of: number): Share => ({ part, of });
  it.each<[string, Share, Share, Measure, boolean, Verdict]>([
    ["more of those who asked for a lower price paid", share(80, 400), share(132, 400), "paid", true, "helped"],
    ["fewer paid", share(132, 400), share(80, 400), "paid", true, "harmed"],
    ["no more than chance", share(80, 400), share(88, 400), "paid", true, "nothing"],
    ["99 before are too few, however much it seems to help", share(10, 99), share(300, 400), "paid", true, "too_little"],
    ["99 after are too few", share(80, 400), share(90, 99), "paid", true, "too_little"],
    ["100 on each side are enough", share(20, 100), share(50, 100), "paid", true, "helped"],
    ["nobody at all", share(0, 0), share(0, 0), "paid", true, "too_little"],
    ["its weeks are not over", share(80, 400), share(132, 400), "paid", false, "running"],
    ["the reason is found less often in checks", share(60, 300), share(24, 300), "found", true, "helped"],
    ["the reason is found more often in checks", share(24, 300), share(60, 300), "found", true, "harmed"],
  ])("%s", (_why, before, after, measure, isOver, verdict) => {
    expect(effectOf({ before, after, measure, isOver }).verdict).toBe(verdict);
  });
  it("says by how much, with an interval that holds the difference", () => {
    const { difference } = effectOf({ before: share(80, 400), after: share(132, 400), measure: "paid", isOver: true });
    expect(difference?.by).toBeCloseTo(0.13, 10);
    expect(difference?.low).toBeCloseTo(0.069, 3);
    expect(difference?.high).toBeCloseTo(0.19, 3);
  });
});

it("adds shares by their parts and wholes", () => {
  expect(
    together([
      { part: 1, of: 4 },
      { part: 3, of: 6 },
    ]),
  ).toEqual({ part: 4, of: 10 });
});
